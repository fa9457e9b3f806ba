import classes from "./step-list.module.css";

/** Which steps there are, and which one this is, counted from 0. */
export function StepList({ steps, current }: { steps: readonly string[]; current: number }) {
  return (
    <ol className={classes["steps"]} aria-label="Steps">
      {steps.map((step, index) => (
        <li
          key={step}
          className={classes["step"]}
          data-done={index < current}
          aria-current={index === current ? "step" : undefined}
        >
          {step}
          {index < current && <span className="visually-hidden">, done</span>}
        </li>
      ))}
    </ol>
  );
}
