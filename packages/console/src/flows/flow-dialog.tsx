import type { FlowExchange } from "@openwaba/sandbox";
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { get } from "../control/control.ts";
import type { Flow } from "../chats/chat-actions.ts";
import { Problem } from "../parts/attempt.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { ComponentView } from "./component-view.tsx";
import { fieldTypes, type Shown, shownComponents } from "./components.ts";
import { EndpointCall, ExchangeDetails } from "./endpoint-call.tsx";
import { EndpointForm } from "./endpoint-form.tsx";
import type { Values } from "./expression.ts";
import { type FlowJson, readFlow, valuesIn } from "./flow-json.ts";
import "./flows.css";
import {
  type Answer,
  answerIn,
  fillIn,
  FlowProblem,
  goBack,
  nothingPlayed,
  openScreen,
  type Play,
  scopeOf,
  screenOf,
  stepOf,
  takeAnswer,
  updateData,
} from "./play.ts";
import type { Uploader } from "./component-props.ts";
import { problemOf } from "./validate.ts";

interface FlowDialogProps {
  readonly flow: Flow;
  /** The business number of the chat. */
  readonly phoneNumberId: string;
  readonly upload: Uploader;
  readonly onClose: () => void;
  /** Sends the answer. */
  readonly onComplete: (response: Values) => Promise<void>;
}

/** What the endpoint of the business would be asked. */
interface EndpointRequest {
  readonly action: "INIT" | "BACK" | "data_exchange";
  readonly screen?: string;
  readonly data: Values;
}

interface StoredFlow {
  readonly id: string;
  readonly name: string;
  /** Address of its endpoint. */
  readonly endpoint?: string;
  readonly status: string;
  readonly json?: unknown;
}

/** A flow that somebody fills in. */
export function FlowDialog({ flow, phoneNumberId, upload, onClose, onComplete }: FlowDialogProps) {
  const stored = useSignal<StoredFlow | undefined>(undefined);
  const json = useComputed(() => readFlow(stored.value?.json));
  const play = useSignal<Play>(nothingPlayed);
  const request = useSignal<EndpointRequest | undefined>(undefined);
  const exchange = useSignal<FlowExchange | undefined>(undefined);
  const isTyping = useSignal(false);
  const problem = useSignal("");
  const message = useSignal("");
  const isTried = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);

  /** Does something, and says why it cannot be done. */
  function attempt(action: () => void): void {
    problem.value = "";
    try {
      action();
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    }
  }

  useEffect(() => {
    const stop = new AbortController();
    const begin = async () => {
      const known = flow.id ?? flow.name ?? "";
      if (known === "") throw new FlowProblem("The message names no flow");
      const found = await get<StoredFlow>(`/flows/${encodeURIComponent(known)}/json`, stop.signal);
      stored.value = found;
      if (found.json === undefined) throw new FlowProblem(`The flow ${found.name} has no flow JSON: upload one`);
      if (json.value.entry === undefined) throw new FlowProblem(`The flow JSON of ${found.name} has no screens`);
      if (flow.isAsked === true) request.value = { action: "INIT", data: {} };
      else play.value = openScreen(json.value, nothingPlayed, firstScreen(flow, json.value), dataIn(flow.data));
    };
    begin().catch((error: unknown) => {
      if (!stop.signal.aborted) problem.value = error instanceof Error ? error.message : String(error);
    });
    return () => stop.abort();
  }, []);

  const { length: depth } = play.value.visits;
  useEffect(() => {
    isTried.value = false;
    heading.current?.focus();
  }, [depth]);

  const visit = play.value.visits.at(-1);
  const screen = screenOf(json.value, visit?.screen);
  const scope = scopeOf(play.value);
  const shown = screen && shownComponents(screen, scope);
  const form = visit?.form ?? {};

  function finish(response: Values): void {
    problem.value = "";
    onComplete(response).then(onClose, (error: unknown) => {
      problem.value = error instanceof Error ? error.message : String(error);
    });
  }

  /** Does what a press or a choice does, with what is filled in now. */
  function run(action: unknown): void {
    attempt(() => {
      message.value = "";
      const step = stepOf(action, scopeOf(play.value));
      switch (step.kind) {
        case "navigate":
          play.value = openScreen(json.value, play.value, step.screen, step.payload);
          break;
        case "complete":
          finish({ flow_token: flow.token, ...step.payload });
          break;
        case "update_data":
          play.value = updateData(play.value, step.payload);
          break;
        case "open_url":
          openPage(step.url);
          break;
        case "data_exchange":
          request.value = { action: "data_exchange", screen: visit?.screen ?? "", data: step.payload };
      }
    });
  }

  /** What leaves the screen needs everything filled in. */
  function submit(action: unknown): void {
    isTried.value = true;
    const wrong = shown?.components.find((component) => answerProblem(component, form) !== undefined);
    if (wrong)
      document.querySelector<HTMLElement>(`[data-field="${wrong.key}"] :is(input, textarea, select, button)`)?.focus();
    else run(action);
  }

  function take(answer: Answer): void {
    attempt(() => {
      if (answer.kind === "finish") return finish({ flow_token: flow.token, ...answer.response });
      play.value = takeAnswer(json.value, play.value, answer);
      message.value = answer.message ?? "";
      request.value = undefined;
      isTyping.value = false;
    });
  }

  const left = play.value.visits.at(-2)?.screen;
  const { id: flowId = "", endpoint } = stored.value ?? {};
  const backToScreen = depth > 0 ? () => (request.value = undefined) : undefined;
  return (
    <Dialog title={stored.value?.name ?? "Flow"} onClose={onClose}>
      <div class="flow">
        {stored.value && stored.value.status !== "PUBLISHED" && (
          <p class="quiet">This flow is {stored.value.status.toLowerCase()}.</p>
        )}
        <Problem text={problem.value} />
        {shown?.problems.map((text) => (
          <p key={text} class="warning">
            {text}
          </p>
        ))}
        {message.value !== "" && (
          <p class="warning" role="alert">
            {message.value}
          </p>
        )}
        {request.value && endpoint !== undefined && !isTyping.value && (
          <EndpointCall
            id={flowId}
            url={endpoint}
            request={{ ...request.value, flow_token: flow.token, phone_number_id: phoneNumberId }}
            onAnswer={(answered) => {
              exchange.value = answered;
              attempt(() => take(answerIn(answered.answer)));
            }}
            onType={() => (isTyping.value = true)}
            onBack={backToScreen}
          />
        )}
        {request.value && (endpoint === undefined || isTyping.value) && (
          <EndpointForm
            request={{
              version: json.value.dataApiVersion ?? "3.0",
              ...request.value,
              flow_token: flow.token,
            }}
            example={exampleFor(json.value, visit?.screen)}
            onAnswer={take}
            onBack={backToScreen}
          />
        )}
        {!request.value && screen && (
          <form
            key={`${depth} ${screen.id}`}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              const footer = shown?.components.find(({ type }) => type === "Footer");
              if (footer && footer.props["enabled"] !== false) submit(footer.props["on-click-action"]);
            }}
          >
            <header class="screen">
              {left !== undefined && (
                <button
                  type="button"
                  class="plain"
                  aria-label="Back"
                  onClick={() => {
                    const asks = screen.refreshesOnBack;
                    const { id } = screen;
                    play.value = goBack(play.value);
                    if (asks) request.value = { action: "BACK", screen: id, data: {} };
                  }}
                >
                  <Icon name="back" />
                </button>
              )}
              <h3 ref={heading} tabIndex={-1}>
                {screen.title || screen.id}
              </h3>
            </header>
            {shown?.components.map((component) => (
              <ComponentView
                key={component.key}
                component={component}
                value={component.name === undefined ? undefined : form[component.name]}
                problem={isTried.value ? answerProblem(component, form) : undefined}
                upload={upload}
                onChange={(value, action) => {
                  const { name } = component;
                  if (name !== undefined) play.value = fillIn(play.value, name, value);
                  if (action !== undefined) run(action);
                }}
                onPress={component.type === "Footer" ? submit : run}
              />
            ))}
          </form>
        )}
        {!request.value && exchange.value && <ExchangeDetails exchange={exchange.value} />}
        {!stored.value && problem.value === "" && <p class="quiet">Loading…</p>}
      </div>
    </Dialog>
  );
}

function firstScreen({ screen }: Flow, { entry = "" }: FlowJson): string {
  return screen === undefined || screen === "FIRST_ENTRY_SCREEN" ? entry : screen;
}

/** Data of a message, which may be an object or one as text. */
function dataIn(data: unknown): Values {
  if (typeof data !== "string") return valuesIn(data);
  try {
    return valuesIn(JSON.parse(data));
  } catch {
    throw new FlowProblem("The data that the message opens the flow with is not JSON");
  }
}

function answerProblem(component: Shown, form: Values): string | undefined {
  if (!fieldTypes.has(component.type) || component.name === undefined) return undefined;
  return problemOf(component, form[component.name]);
}

/** An answer that would fit: the next screen with the examples of its data. */
function exampleFor({ screens }: FlowJson, current: string | undefined): string {
  const place = screens.findIndex(({ id }) => id === current);
  const next = screens[place + 1];
  const answer = next
    ? { screen: next.id, data: next.examples }
    : { screen: "SUCCESS", data: { extension_message_response: { params: {} } } };
  return JSON.stringify(answer, null, 2);
}

function openPage(url: string): void {
  if (!/^https?:\/\//i.test(url)) throw new FlowProblem(`The address ${url} is not one of a web page`);
  window.open(url, "_blank", "noopener,noreferrer");
}
