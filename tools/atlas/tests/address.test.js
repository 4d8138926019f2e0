// The state in the address.
import assert from "node:assert/strict";
import { test } from "node:test";

import { astray, read, written } from "../../../assets/release/atlas/page/script/address.js";

/** @type {import("../../../assets/release/atlas/page/script/types.js").State} */
const DEFAULTS = {
  view: "map",
  i: "extinction_risk.risk_index",
  l: "sigungu",
  d: "",
  r: "",
  g: "megaregion",
  s: "",
  v: "",
  q: "",
  lang: "en",
  theme: "light",
};

test("an address says the view and what is not as by default", () => {
  assert.equal(written(DEFAULTS, DEFAULTS), "#view=map");
  assert.equal(written({ ...DEFAULTS, r: "sigungu:gunwi-gun", lang: "ko" }, DEFAULTS), "#view=map&r=sigungu%3Agunwi-gun&lang=ko");
});

test("a state comes back from its address", () => {
  const state = {
    ...DEFAULTS,
    view: /** @type {const} */ ("claims"),
    v: "not checkable yet",
    q: "소멸 & more",
    lang: /** @type {const} */ ("ko"),
  };
  assert.deepEqual({ ...DEFAULTS, ...read(written(state, DEFAULTS), DEFAULTS) }, state);
});

test("what an address leaves out is as by default, but language and theme stay the reader's", () => {
  const { lang, theme, ...others } = DEFAULTS;
  assert.deepEqual(read("", DEFAULTS), others);
  assert.deepEqual(read(`#theme=${theme}`, DEFAULTS), { ...others, theme });
  assert.equal(read("#nonsense=1", DEFAULTS).lang, undefined, lang);
});

test("what an address asks for and a release does not have is told", () => {
  const known = { view: ["map", "claims"], i: ["a.one"], r: ["sigungu:gunwi-gun"] };
  assert.deepEqual(astray("#view=map&i=a.one&r=sigungu:gunwi-gun&q=anything", known), []);
  assert.deepEqual(astray("", known), []);
  assert.deepEqual(astray("#view=nope&i=a.gone&r=", known), [
    ["view", "nope"],
    ["i", "a.gone"],
  ]);
});
