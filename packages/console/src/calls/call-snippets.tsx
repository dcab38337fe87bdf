import type { OperationDetails, RecordedCall } from "@openwaba/sandbox";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../control/control.ts";
import { Problem, useAttempts } from "../parts/attempt.tsx";
import { CodeBlock } from "../parts/code-block.tsx";
import { asCurl } from "./as-curl.ts";
import { type Addresses, asTypeScript } from "./as-typescript.ts";
import { describeOperation } from "./operation.ts";

/** The same call as code, to copy. */
export function CallSnippets({ call }: { call: RecordedCall }) {
  const { problem, attempt } = useAttempts();
  const addresses = useSignal<Addresses | undefined>(undefined);
  const details = useSignal<OperationDetails | undefined>(undefined);
  const { operation, version } = call;
  useEffect(() => {
    void attempt(async () => {
      addresses.value = await get<Addresses>("/about");
      if (operation !== undefined) details.value = await describeOperation(operation, version);
    });
  }, [operation, version]);
  const { value: sandbox } = addresses;
  if (!sandbox) return <Problem text={problem.value} />;
  const { value: described } = details;
  const snippet = described && asTypeScript(call, described, sandbox);
  return (
    <>
      {snippet !== undefined && described && (
        <CodeBlock label={`TypeScript, with @openwaba/${described.domain}`} text={snippet} />
      )}
      {described && snippet === undefined && <p class="quiet">No function of the packages makes this call as it is.</p>}
      <CodeBlock label="curl" text={asCurl(call, sandbox, described?.credentials)} />
      <Problem text={problem.value} />
    </>
  );
}
