import { Stepper } from "@mantine/core";
import { useRefusal } from "../../../api/membership.ts";
import { useSearchState } from "../../../lists/use-search-state.ts";
import { PageHeader } from "../../../ui/page-header.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { AddressStep } from "./address-step.tsx";
import { CredentialsStep } from "./credentials-step.tsx";
import { OtherAddress } from "./other-address.tsx";
import { useDraft } from "./use-draft.ts";

const STEPS = ["address", "credentials"] as const;

/** The install of a Bitbucket: where it is, then with what we get in. */
export function InstallPage() {
  const refusal = useRefusal(usePathParam("organization"), "org:integrations");
  const [{ step, url }, setSearch] = useSearchState();
  const [draft, changeDraft] = useDraft(url);
  // Without an address, as in a link from somebody else, there is nothing to get into.
  const active = step === "credentials" && draft.url !== "" ? 1 : 0;
  return (
    <>
      <PageHeader
        title="Connect Bitbucket Server"
        text="Two steps, and then you choose your repositories. Nothing is stored before the last one has worked."
      />
      <OtherAddress />
      <Stepper
        active={active}
        onStepClick={(index) => setSearch({ step: STEPS[index] })}
        allowNextStepsSelect={false}
        size="sm"
        mb="xl"
        maw="34rem"
      >
        <Stepper.Step label="Address" description="Where it is" />
        <Stepper.Step label="Access" description="OAuth or a token" />
      </Stepper>
      {active === 0 ? (
        <AddressStep
          draft={draft}
          refusal={refusal}
          onChange={changeDraft}
          onDone={() => setSearch({ step: "credentials" }, { resetScroll: true })}
        />
      ) : (
        <CredentialsStep draft={draft} refusal={refusal} />
      )}
    </>
  );
}
