import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import classes from "./frame-select.module.css";

/** As the system has it, light or dark; the browser keeps it. */
export function ColorSchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <label className={classes["label"]}>
      Theme
      <select
        className={classes["select"]}
        value={colorScheme}
        onChange={({ currentTarget }) => setColorScheme(currentTarget.value as MantineColorScheme)}
      >
        <option value="auto">System</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}
