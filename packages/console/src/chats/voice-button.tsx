import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";

// those that WhatsApp takes first, then what other browsers record
const types = ["audio/ogg;codecs=opus", "audio/mp4", "audio/webm;codecs=opus"];

interface VoiceButtonProps {
  readonly onRecorded: (recording: File) => void;
  readonly onProblem: (text: string) => void;
}

/** Records a voice note: pressed once it begins, pressed again it is sent. */
export function VoiceButton({ onRecorded, onProblem }: VoiceButtonProps) {
  const recorder = useRef<MediaRecorder | undefined>(undefined);
  const seconds = useSignal<number | undefined>(undefined);
  const isDropped = useRef(false);
  const hindrance = whyNot();

  useEffect(() => {
    return () => {
      isDropped.current = true;
      if (recorder.current?.state === "recording") recorder.current.stop();
    };
  }, []);

  useEffect(() => {
    if (seconds.value === undefined) return undefined;
    const timer = setTimeout(() => (seconds.value = (seconds.value ?? 0) + 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds.value]);

  async function begin(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
    const made = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
    const parts: Blob[] = [];
    isDropped.current = false;
    made.addEventListener("dataavailable", ({ data }) => parts.push(data));
    made.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      seconds.value = undefined;
      // Chromium writes the type with a space, which the header may not end in
      const type = made.mimeType.replaceAll(" ", "");
      if (!isDropped.current) onRecorded(new File(parts, "voice", { type }));
    });
    recorder.current = made;
    made.start();
    seconds.value = 0;
  }

  function stop(drop: boolean): void {
    isDropped.current = drop;
    recorder.current?.stop();
  }

  if (seconds.value !== undefined) {
    return (
      <span class="recorder">
        <span role="timer" aria-label="Length of the recording">
          {Math.floor(seconds.value / 60)}:{String(seconds.value % 60).padStart(2, "0")}
        </span>
        <button type="button" class="plain" aria-label="Drop the recording" onClick={() => stop(true)}>
          <Icon name="close" />
        </button>
        <button type="button" class="primary" aria-label="Send the recording" onClick={() => stop(false)}>
          <Icon name="send" />
        </button>
      </span>
    );
  }
  return (
    <button
      type="button"
      class="plain"
      aria-label={hindrance === undefined ? "Record a voice note" : `Cannot record a voice note: ${hindrance}`}
      title={hindrance ?? "Record a voice note"}
      aria-disabled={hindrance !== undefined}
      onClick={() => {
        if (hindrance !== undefined) return onProblem(`Cannot record a voice note: ${hindrance}`);
        begin().catch((error: unknown) => onProblem(`Cannot record a voice note: ${reasonOf(error)}`));
      }}
    >
      <Icon name="microphone" />
    </button>
  );
}

function whyNot(): string | undefined {
  if (!window.isSecureContext) return "browsers record on localhost and over HTTPS alone";
  if (!("mediaDevices" in navigator) || !("MediaRecorder" in window)) return "this browser cannot record";
  return undefined;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof DOMException)) return String(error);
  if (error.name === "NotAllowedError") return "the browser was not allowed to use the microphone";
  if (error.name === "NotFoundError") return "there is no microphone";
  return error.message;
}
