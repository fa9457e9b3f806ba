import { expect, test } from "vitest";
import { toRepositoryChoices } from "./to-repository-choices.ts";

const at = (host: string) => `https://${host}/projects/SHOP/repos/web/browse`;

test("repositories are told apart by their hosts where two have one name", () => {
  const repositories = [
    { id: "1", name: "SHOP/api", url: at("one.example.com") },
    { id: "2", name: "SHOP/web", url: at("one.example.com") },
    { id: "3", name: "SHOP/web", url: at("two.example.com:7990") },
    { id: "4", name: "SHOP/web", url: null },
  ];
  expect(toRepositoryChoices(repositories)).toEqual([
    { value: "1", label: "SHOP/api" },
    { value: "2", label: "SHOP/web (one.example.com)" },
    { value: "3", label: "SHOP/web (two.example.com:7990)" },
    { value: "4", label: "SHOP/web (not linked)" },
  ]);
});
