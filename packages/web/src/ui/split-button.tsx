import { Button, Menu } from "@mantine/core";
import type { Ref } from "react";

interface SplitButtonProps {
  /** What is done at once: `Resolve`. */
  label: string;
  /** What the menu is called for those who hear the page: `More ways to resolve`. */
  menuLabel: string;
  /** The button of the menu: where the focus belongs when a dialog of an item closes. */
  menuRef?: Ref<HTMLButtonElement>;
  variant?: "default" | "filled";
  isDisabled: boolean;
  onClick: () => void;
  /** The other ways to do it. */
  items: readonly { label: string; onClick: () => void }[];
}

/** A button with other ways to do the same in a menu beside it. */
export function SplitButton(props: SplitButtonProps) {
  const { label, menuLabel, menuRef, variant = "filled", isDisabled, onClick, items } = props;
  // Not `disabled`: while what was asked for is done the focus would fall out of it.
  const disabled = {
    "aria-disabled": isDisabled || undefined,
    "data-disabled": isDisabled || undefined,
  };
  return (
    <Button.Group>
      <Button variant={variant} {...disabled} onClick={isDisabled ? undefined : onClick}>
        {label}
      </Button>
      {/* Where it is on the page, and with nothing in it but its items: else it is no menu to those who hear. */}
      <Menu
        position="bottom-end"
        withinPortal={false}
        withInitialFocusPlaceholder={false}
        disabled={isDisabled}
      >
        <Menu.Target>
          <Button ref={menuRef} variant={variant} {...disabled} px="sm" aria-label={menuLabel}>
            ▾
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {items.map((item) => (
            <Menu.Item key={item.label} onClick={item.onClick}>
              {item.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
