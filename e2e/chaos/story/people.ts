import type { Person } from "./story.ts";

const NAMES = "Ann Ben Cleo Dan Eve Finn Gül Hugo Iris Jón".split(" ");
const FAMILIES = ["Example", "Müller", "O'Neil", "van Dijk"];

/** Everybody who commits. Two write their e-mail in capitals, and the robot has none. */
export const PEOPLE: readonly Person[] = [
  ...FAMILIES.flatMap((family, row) =>
    NAMES.map((name, column) => {
      const email = `dev${row}${column}@example.com`;
      return {
        name: `${name} ${family}`,
        email: column === 0 && row < 2 ? email.toUpperCase() : email,
      };
    }),
  ),
  { name: "robot", email: "" },
];
