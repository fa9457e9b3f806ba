/** Text that one store writes and reads as JSON. */
export type Json = string;
