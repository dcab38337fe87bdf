import type { TemplateButton, TemplateComponent } from "./template.ts";

/** What the platform writes in a language; `minutes` stands for a number. */
interface Texts {
  readonly code: string;
  readonly recommendation: string;
  readonly expiry: string;
  readonly copy: string;
  readonly autofill: string;
}

const english: Texts = {
  code: "*{{1}}* is your verification code.",
  recommendation: "For your security, do not share this code.",
  expiry: "This code expires in minutes minutes.",
  copy: "Copy code",
  autofill: "Autofill",
};

const texts: Readonly<Record<string, Texts>> = {
  de: {
    code: "Dein Bestätigungscode lautet *{{1}}*.",
    recommendation: "Gib ihn zu deiner Sicherheit nicht weiter.",
    expiry: "Dieser Code gilt minutes Minuten.",
    copy: "Code kopieren",
    autofill: "Ausfüllen",
  },
  en: english,
  es: {
    code: "Tu código de verificación es *{{1}}*.",
    recommendation: "Por tu seguridad, no lo compartas.",
    expiry: "Este código caduca en minutes minutos.",
    copy: "Copiar código",
    autofill: "Autocompletar",
  },
  fr: {
    code: "Votre code de vérification est *{{1}}*.",
    recommendation: "Pour votre sécurité, ne le partagez pas.",
    expiry: "Ce code expire dans minutes minutes.",
    copy: "Copier le code",
    autofill: "Remplir",
  },
  pt: {
    code: "Seu código de verificação é *{{1}}*.",
    recommendation: "Para sua segurança, não o compartilhe.",
    expiry: "Este código expira em minutes minutos.",
    copy: "Copiar código",
    autofill: "Preencher",
  },
};

/** Languages whose texts are known; in any other one they are English. */
const languages = ["de", "en", "en_GB", "en_US", "es", "es_ES", "es_MX", "fr", "pt_BR", "pt_PT"];

function textsIn(language: string): Texts {
  return texts[language.split("_")[0] ?? ""] ?? english;
}

function bodyIn(language: string, isWithAdvice: boolean): string {
  const { code, recommendation } = textsIn(language);
  return isWithAdvice ? `${code} ${recommendation}` : code;
}

function expiryIn(language: string, minutes: number): string {
  return textsIn(language).expiry.replace("minutes", String(minutes));
}

/** The parts of an authentication template with what the platform writes; its button is shown as a URL button. */
export function authenticationParts(components: readonly TemplateComponent[], language: string): TemplateComponent[] {
  return components.map((component) => {
    const { type, add_security_recommendation: advice = false, code_expiration_minutes: minutes } = component;
    if (type === "BODY") return { ...component, text: bodyIn(language, advice), example: { body_text: [["123456"]] } };
    if (type === "FOOTER") return { ...component, ...(minutes !== undefined && { text: expiryIn(language, minutes) }) };
    return { ...component, buttons: (component.buttons ?? []).map((button) => otpButton(button, language)) };
  });
}

function otpButton({ otp_type, text, ...button }: TemplateButton, language: string): TemplateButton {
  const url = `https://www.whatsapp.com/otp/code/?otp_type=${otp_type}&code=otp`;
  const label = text ?? textsIn(language).copy;
  return { ...button, type: "URL", text: label, url: `${url}{{1}}`, example: [`${url}123456`] };
}

interface PreviewOptions {
  readonly languages: readonly string[] | undefined;
  readonly isWithAdvice: boolean;
  readonly minutes: number | undefined;
}

/** What the platform writes into authentication templates, one for each language that it knows. */
export function authenticationPreviews({ languages: wanted, isWithAdvice, minutes }: PreviewOptions): object[] {
  return languages
    .filter((language) => wanted?.includes(language) ?? true)
    .map((language) => ({
      language,
      body: bodyIn(language, isWithAdvice),
      ...(minutes !== undefined && { footer: expiryIn(language, minutes) }),
      buttons: [{ text: textsIn(language).copy, autofill_text: textsIn(language).autofill }],
    }));
}
