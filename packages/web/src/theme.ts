import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

/** Shade 7 is the first on which white text has the contrast that WCAG AA asks for, with some to spare. */
const iris: MantineColorsTuple = [
  "#f4f2fc",
  "#e5e1f7",
  "#cbc4ef",
  "#b3a9ea",
  "#a094e4",
  "#8172d3",
  "#6a5bc4",
  "#5748ad",
  "#463a8d",
  "#362d6b",
];

/** Mantine's greys of the dark scheme, with some of the purple. */
const dark: MantineColorsTuple = [
  "#ebe6f0",
  "#b9b1c6",
  "#9b92aa",
  "#6f6680",
  "#4a435c",
  "#373147",
  "#2b2637",
  "#1d1a26",
  "#17141f",
  "#110e18",
];

/** Its own fonts would be another file to load: the system has some. */
const SYSTEM_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** The cross of what can be closed has no text. */
const CLOSE = { "aria-label": "Close" };

export const theme = createTheme({
  colors: { iris, dark },
  primaryColor: "iris",
  primaryShade: 7,
  fontFamily: SYSTEM_FONT,
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: "600",
    sizes: { h1: { fontSize: "1.5rem" }, h2: { fontSize: "1.15rem" } },
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    // Nearly all fields are needed: the label of one that is not says so.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    Modal: { defaultProps: { closeButtonProps: CLOSE } },
    Notification: {
      defaultProps: { closeButtonProps: CLOSE },
      // Its own grey below a title is too pale for AA.
      styles: { description: { color: "var(--mantine-color-text)" } },
    },
  },
});

/** Mantine's own greys and reds are too pale for AA on white. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#fbfafc",
    "--mantine-color-default-border": "#d9d3e1",
    "--mantine-color-text": "#2b2233",
    "--mantine-color-dimmed": "#625a6e",
    "--mantine-color-placeholder": "#6b6378",
    "--mantine-color-error": "#b3202a",
    "--mantine-color-anchor": "#5748ad",
  },
  dark: {
    "--mantine-color-dimmed": "#b1a9bd",
    "--mantine-color-placeholder": "#9f97ac",
    "--mantine-color-error": "#ff8f8f",
    "--mantine-color-anchor": "#b3a9ea",
  },
});
