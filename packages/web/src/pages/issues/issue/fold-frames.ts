import type { Frame } from "./read-exceptions.ts";

/** Frames beside each other that are alike in whose code they are. */
export interface FrameGroup {
  inApp: boolean;
  frames: Frame[];
}

/** Puts libraries' frames that follow one another together, to be folded; the application's stand alone. */
export function foldFrames(frames: readonly Frame[]): FrameGroup[] {
  const groups: FrameGroup[] = [];
  for (const frame of frames) {
    const last = groups.at(-1);
    if (last && !last.inApp && !frame.inApp) last.frames.push(frame);
    else groups.push({ inApp: frame.inApp, frames: [frame] });
  }
  return groups;
}
