/**
 * What a failure says, by what it says in English; `{}` stands for whatever a message names, in the same order in both
 * languages. A part that is itself a message of the catalogue is put into words as well.
 */
export type Catalogue = Readonly<Record<string, string>>;
