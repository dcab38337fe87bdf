import type { FlowMedia } from "../../endpoint/flow-media.ts";
import type { Flat } from "./data-types.ts";

/** Form, three Ifs and a Switch are the most that may be within each other. */
type Deepest = 5;

/**
 * All components of a list, also those in forms, Ifs and Switches; `Sure` is false where they may not be shown, and `Depth`
 * as long as they are deep.
 */
export type ComponentsIn<
  List,
  Sure extends boolean = true,
  Depth extends readonly unknown[] = [],
> = List extends readonly (infer Item)[] ? ComponentWithin<Item, Sure, Depth> : never;

type Inside<List, Sure extends boolean, Depth extends readonly unknown[]> = Depth["length"] extends Deepest
  ? never
  : ComponentsIn<List, Sure, [...Depth, unknown]>;

type ComponentWithin<Item, Sure extends boolean, Depth extends readonly unknown[]> = Item extends {
  readonly type: "Form";
  readonly children: infer Inner;
}
  ? Inside<Inner, Sure, Depth>
  : Item extends { readonly type: "If"; readonly then: infer Then }
    ? Inside<Then, false, Depth> | (Item extends { readonly else: infer Else } ? Inside<Else, false, Depth> : never)
    : Item extends { readonly type: "Switch"; readonly cases: infer Cases }
      ? Inside<Cases[keyof Cases], false, Depth>
      : { component: Item; isSure: Sure };

/** What inputs give, by their type. */
interface InputValues {
  TextInput: string;
  TextArea: string;
  Dropdown: string;
  RadioButtonsGroup: string;
  DatePicker: string;
  CheckboxGroup: string[];
  ChipsSelector: string[];
  OptIn: boolean;
  CalendarPicker: string;
  PhotoPicker: FlowMedia[];
  DocumentPicker: FlowMedia[];
}

interface DateRange {
  "start-date": string;
  "end-date": string;
}

type ValueOfInput<Input> = Input extends { readonly type: "CalendarPicker"; readonly mode: "range" }
  ? DateRange
  : Input extends { readonly type: infer Type extends keyof InputValues }
    ? InputValues[Type]
    : never;

type InputsIn<Screen> = Screen extends { readonly layout: { readonly children: infer Children } }
  ? Extract<ComponentsIn<Children>, { component: { readonly type: keyof InputValues; readonly name: string } }>
  : never;

type NameOf<Each> = Each extends { component: { readonly name: infer Name extends string } } ? Name : never;

/** Whether the value is there in any case: the input is always shown, and must be filled in. */
type IsSure<Each> = Each extends { component: { readonly required: true }; isSure: true } ? true : false;

type SureInputs<Inputs> = Inputs extends unknown ? (IsSure<Inputs> extends true ? Inputs : never) : never;

/** The values of the inputs of a screen by name, optional where they need not be filled in. */
export type FormOfScreen<Screen> = FormOf<InputsIn<Screen>>;

type FormOf<Inputs> = Flat<
  { [Each in SureInputs<Inputs> as NameOf<Each>]: ValueOfEach<Each> } & {
    [Each in Exclude<Inputs, SureInputs<Inputs>> as NameOf<Each>]?: ValueOfEach<Each>;
  }
>;

type ValueOfEach<Each> = Each extends { component: infer Input } ? ValueOfInput<Input> : never;
