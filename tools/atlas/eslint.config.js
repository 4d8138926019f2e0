// How the atlas page's scripts are written. Form is prettier's, types are tsc's; here is what neither sees.
import js from "@eslint/js";
import globals from "globals";

const strict = {
  "array-callback-return": "error",
  complexity: ["error", 10],
  "consistent-return": "error",
  "default-case-last": "error",
  eqeqeq: ["error", "always", { null: "ignore" }],
  "max-depth": ["error", 3],
  "max-len": ["error", { code: 130 }],
  "max-lines": ["error", 230],
  "max-lines-per-function": ["error", { max: 45, skipBlankLines: true, skipComments: true }],
  "max-params": ["error", 5],
  "no-duplicate-imports": "error",
  "no-implicit-coercion": "error",
  "no-nested-ternary": "error",
  "no-param-reassign": "error",
  "no-shadow": "error",
  "no-unused-expressions": "error",
  "no-use-before-define": ["error", { functions: false, variables: false }],
  "no-useless-return": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
};

// Text of data is never markup, and an alert in a page that opens from a disk helps nobody.
const inThePage = {
  "no-alert": "error",
  "no-console": "error",
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML", "write"].map((property) => ({ property })),
  ],
  "no-restricted-globals": ["error", "event", "name", "status", "fetch"],
};

export default [
  { ...js.configs.recommended, linterOptions: { reportUnusedDisableDirectives: "error" } },
  { rules: strict },
  { files: ["assets/**/*.js"], languageOptions: { globals: globals.browser }, rules: inThePage },
  { files: ["tools/**/*.js"], languageOptions: { globals: globals.node } },
];
