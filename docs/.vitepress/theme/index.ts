import TwoslashFloatingVue from "@shikijs/vitepress-twoslash/client";
import "@shikijs/vitepress-twoslash/style.css";
import DefaultTheme from "vitepress/theme-without-fonts";
import { onContentUpdated, type Theme } from "vitepress";
import { defineComponent, h, onMounted } from "vue";
import HomePicture from "./HomePicture.vue";
import TryIt from "./TryIt.vue";
import "./style.css";

/** The theme's own, with a picture on the home page and what screen readers miss in it. */
const Layout = defineComponent(() => {
  onMounted(mendLandmarks);
  onContentUpdated(mendLandmarks);
  return () => h(DefaultTheme.Layout, null, { "home-hero-image": () => h(HomePicture) });
});

/** Lets each page have one main part, as only pages of text have by themselves, and the search be called as it reads. */
function mendLandmarks() {
  const content = document.querySelector("#VPContent");
  if (content?.querySelector("main")) content.removeAttribute("role");
  else content?.setAttribute("role", "main");
  document.querySelector(".DocSearch-Button-Keys")?.setAttribute("aria-hidden", "true");
}

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    app.use(TwoslashFloatingVue);
    app.component("TryIt", TryIt);
  },
} satisfies Theme;
