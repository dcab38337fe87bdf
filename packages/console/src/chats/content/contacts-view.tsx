import { Icon } from "../../parts/icon.tsx";

export interface SharedContact {
  readonly name?: { readonly formatted_name?: string };
  readonly org?: { readonly company?: string; readonly title?: string };
  readonly phones?: readonly { readonly phone?: string; readonly type?: string }[];
  readonly emails?: readonly { readonly email?: string }[];
}

/** Contact cards that were shared. */
export function ContactsView({ contacts }: { contacts: readonly SharedContact[] }) {
  return (
    <ul class="contacts">
      {contacts.map(({ name, org, phones = [], emails = [] }, index) => (
        <li key={index} class="card contact">
          <Icon name="user" />
          <div>
            <strong>{name?.formatted_name ?? "Contact"}</strong>
            {org && <p class="quiet">{[org.title, org.company].filter(Boolean).join(", ")}</p>}
            {phones.map(({ phone, type }) => (
              <p key={phone}>
                {phone} {type && <span class="quiet">{type.toLowerCase()}</span>}
              </p>
            ))}
            {emails.map(({ email }) => (
              <p key={email}>{email}</p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
