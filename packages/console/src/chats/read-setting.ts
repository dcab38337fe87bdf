import { effect, signal } from "@preact/signals";

const key = "openwaba-leave-unread";

/** Whether what a business sends is read as soon as it is seen. */
export const readsByItself = signal(localStorage.getItem(key) === null);

effect(() => {
  if (readsByItself.value) localStorage.removeItem(key);
  else localStorage.setItem(key, "true");
});
