import { AsyncLocalStorage } from "node:async_hooks";
import { type Context, context, type ContextManager, ROOT_CONTEXT } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { onTestFinished } from "vitest";

/** Keeps the active context across awaits, as the SDK for Node does. */
class StorageContextManager implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>();
  active(): Context {
    return this.#storage.getStore() ?? ROOT_CONTEXT;
  }
  with<Arguments extends unknown[], Result>(
    active: Context,
    run: (...values: Arguments) => Result,
    _this?: unknown,
    ...values: Arguments
  ): Result {
    return this.#storage.run(active, run, ...values);
  }
  bind<Target>(_: Context, target: Target): Target {
    return target;
  }
  enable(): this {
    return this;
  }
  disable(): this {
    this.#storage.disable();
    return this;
  }
}

/** A tracer provider that keeps its spans until the test is over. */
export function record() {
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  context.setGlobalContextManager(new StorageContextManager());
  onTestFinished(async () => {
    context.disable();
    await tracerProvider.shutdown();
  });
  return { tracerProvider, spans: (): ReadableSpan[] => exporter.getFinishedSpans() };
}
