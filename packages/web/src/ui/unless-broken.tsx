import { Component, type ReactNode } from "react";

interface UnlessBrokenProps {
  children: ReactNode;
  /** What stands there when it cannot be shown. */
  instead: ReactNode;
}

/** Keeps to itself that something cannot be shown, so that the rest of the page can. */
export class UnlessBroken extends Component<UnlessBrokenProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? this.props.instead : this.props.children;
  }
}
