import { notifications, Notifications } from "@mantine/notifications";
import { ErrorText } from "./error-text.tsx";
import "@mantine/notifications/styles.css";

/** Where they are shown; there is one in the application. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={3} />;
}

/** Tells that something is done which cannot be seen on the page. */
export function toastDone(message: string): void {
  notifications.show({ message, color: "teal.8" });
}

/** Tells that something outside of a form did not work. It stays until it is closed. */
export function toastProblem(message: string): void {
  const title = "That did not work";
  notifications.show({
    title,
    message: <ErrorText text={message} />,
    color: "red.9",
    autoClose: false,
  });
}
