import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { ApiError } from "../../api/api-error.ts";
import { useChangeMe, useLogIn } from "../../api/session.ts";
import { useApiForm } from "../../forms/use-api-form.ts";
import { pathTo } from "../../path-builder.ts";
import { emailProblem, passwordProblem } from "../../parts/account-rules.ts";

/** What the service calls the owner when nothing else was asked for: `ADMIN_EMAIL` of the README. */
const FIRST_OWNER = "admin@localhost";

/** Logs in with the printed password, which takes the new one in its place, and names the owner. */
export function useOwnerForm() {
  const logIn = useLogIn();
  const changeMe = useChangeMe();
  const navigate = useNavigate();
  // The printed one works once: when the name or the address is refused after it, one is in already.
  const passwordNow = useRef<string>(undefined);
  return useApiForm({
    initialValues: { username: FIRST_OWNER, password: "", name: "", email: "", newPassword: "" },
    validate: {
      username: (text) => (text.trim() === "" ? "Give the address that was printed." : null),
      password: (text) => (text.trim() === "" ? "Give the password that was printed." : null),
      name: (text) => (text.trim() === "" ? "Give your name." : null),
      email: emailProblem,
      newPassword: passwordProblem,
    },
    async onSubmit({ name, email, ...typed }) {
      if (passwordNow.current === undefined) {
        // What is copied from a terminal often has a space at an end; what is printed has none.
        const login = { ...typed, password: typed.password.trim() };
        await logIn.mutateAsync(login).catch(throwAtPassword);
        passwordNow.current = login.newPassword;
      }
      await changeMe.mutateAsync({ name, email, password: passwordNow.current });
      await navigate({ to: pathTo("home"), replace: true });
    },
  });
}

/** A login that is refused is so for what was printed: nothing else of the form was looked at yet. */
function throwAtPassword(error: unknown): never {
  if (!(error instanceof ApiError) || error.status !== 403 || error.code !== undefined) throw error;
  const password = "The printed password is wrong, or the owner below is.";
  throw new ApiError(error.status, password, { fields: { password }, cause: error });
}
