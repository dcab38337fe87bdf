import { LocationProvider, Route, Router, useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { ChatsPage } from "../chats/chats-page.tsx";
import { follow } from "../control/store.ts";
import { Icon, type IconName } from "../parts/icon.tsx";
import { AccountPage } from "../account/account-page.tsx";
import { CallsPage } from "../calls/calls-page.tsx";
import { CampaignsPage } from "../campaigns/campaigns-page.tsx";
import { DraftPage } from "../templates/draft-page.tsx";
import { TemplatesPage } from "../templates/templates-page.tsx";
import { AddressesPage } from "../webhooks/addresses-page.tsx";
import { SendPage } from "../webhooks/send-page.tsx";
import { WebhooksPage } from "../webhooks/webhooks-page.tsx";
import { FollowView } from "./follow-view.tsx";
import { LostBanner } from "./lost-banner.tsx";
import { ThemeButton } from "./theme-button.tsx";

const base = "/_sandbox/console";

const views: readonly { path: string; label: string; icon: IconName }[] = [
  { path: "chats", label: "Chats", icon: "chat" },
  { path: "templates", label: "Templates", icon: "template" },
  { path: "campaigns", label: "Campaigns", icon: "campaign" },
  { path: "calls", label: "API calls", icon: "bolt" },
  { path: "webhooks", label: "Webhooks", icon: "webhook" },
  { path: "account", label: "Account", icon: "account" },
];

/** The console: one view at a time, which the address names. */
export function App() {
  useEffect(follow, []);
  return (
    <LocationProvider scope={base}>
      <FollowView base={base} />
      <div class="console">
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <Rail />
        <main id="main" tabIndex={-1}>
          <LostBanner />
          <Router>
            <Route path={base} component={ToChats} />
            <Route path={`${base}/chats/:phoneNumberId?/:customerId?`} component={ChatsPage} />
            <Route path={`${base}/templates/drafts/:id`} component={DraftPage} />
            <Route path={`${base}/templates/:id?`} component={TemplatesPage} />
            <Route path={`${base}/campaigns/:id?`} component={CampaignsPage} />
            <Route path={`${base}/calls/:id?`} component={CallsPage} />
            <Route path={`${base}/webhooks/callback`} component={AddressesPage} />
            <Route path={`${base}/webhooks/send/:field?`} component={SendPage} />
            <Route path={`${base}/webhooks/:id?`} component={WebhooksPage} />
            <Route path={`${base}/account/:section?/:id?`} component={AccountPage} />
            <Route default component={Missing} />
          </Router>
        </main>
      </div>
    </LocationProvider>
  );
}

function Rail() {
  const { path } = useLocation();
  return (
    <nav class="rail" aria-label="Console">
      {views.map((view) => {
        const address = `${base}/${view.path}`;
        return (
          <a key={view.path} href={address} aria-current={path.startsWith(address) ? "page" : undefined}>
            <Icon name={view.icon} />
            <span>{view.label}</span>
          </a>
        );
      })}
      <ThemeButton />
    </nav>
  );
}

function ToChats() {
  const { route } = useLocation();
  useEffect(() => route(`${base}/chats`, true), []);
  return null;
}

function Missing() {
  return (
    <div class="blank">
      <h1>There is no such page</h1>
      <p>
        <a href={`${base}/chats`}>Go to the chats</a>
      </p>
    </div>
  );
}
