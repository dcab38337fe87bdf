import { useRoute } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";
import { isLoaded } from "../control/store.ts";
import { AccountsSection } from "./accounts-section.tsx";
import { BusinessesSection } from "./businesses-section.tsx";
import { CatalogsSection } from "./catalogs-section.tsx";
import { CustomersSection } from "./customers-section.tsx";
import { FlowsSection } from "./flows-section.tsx";
import { GroupsSection } from "./groups-section.tsx";
import { NumbersSection } from "./numbers-section.tsx";
import { PoolSection } from "./pool-section.tsx";
import { type SectionName, sections } from "./sections.ts";
import { SolutionsSection } from "./solutions-section.tsx";
import { StartSection } from "./start-section.tsx";
import { StateSection } from "./state-section.tsx";
import { TimeSection } from "./time-section.tsx";
import { TokensSection } from "./tokens-section.tsx";
import "./account.css";

const page = "/_sandbox/console/account";

/** All that the sandbox knows beside chats and templates, in parts that the address names. */
export function AccountPage() {
  const { section: name = "start", id } = useRoute().params;
  const section = sections.find((one) => one.name === name);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    // on narrow screens the list is a row that is wider than the screen
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [section]);
  return (
    <div class="account">
      <nav ref={list} class="sections" aria-label="Parts of the account">
        <ul>
          {sections.map((one) => (
            <li key={one.name}>
              <a
                href={one.name === "start" ? page : `${page}/${one.name}`}
                aria-current={one === section ? "page" : undefined}
              >
                {one.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="section-content" key={`${name} ${id}`}>
        {section ? (
          <>
            <h1>{section.label}</h1>
            {isLoaded.value && <Section name={section.name} id={id} />}
          </>
        ) : (
          <>
            <h1>There is no such part</h1>
            <p>Choose one of those that are listed.</p>
          </>
        )}
      </div>
    </div>
  );
}

function Section({ name, id }: { name: SectionName; id: string | undefined }) {
  switch (name) {
    case "start":
      return <StartSection />;
    case "numbers":
      return <NumbersSection id={id} />;
    case "accounts":
      return <AccountsSection id={id} />;
    case "businesses":
      return <BusinessesSection />;
    case "customers":
      return <CustomersSection id={id} />;
    case "flows":
      return <FlowsSection id={id} />;
    case "groups":
      return <GroupsSection id={id} />;
    case "catalogs":
      return <CatalogsSection />;
    case "solutions":
      return <SolutionsSection />;
    case "tokens":
      return <TokensSection />;
    case "pool":
      return <PoolSection />;
    case "time":
      return <TimeSection />;
    case "state":
      return <StateSection />;
  }
}
