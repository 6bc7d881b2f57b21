import type { DepartmentCount } from './small-groups.ts';

/** Counts questions, and the known people who asked them, by department. */
export class DepartmentCounter {
  readonly #departments = new Map<
    string | null,
    { readonly people: Set<number | string>; questions: number }
  >();

  /** @param person who asked; null where nobody is known. */
  add(department: string | null, person: number | string | null): void {
    let counted = this.#departments.get(department);
    if (counted === undefined) {
      counted = { people: new Set(), questions: 0 };
      this.#departments.set(department, counted);
    }
    counted.questions++;
    if (person !== null) counted.people.add(person);
  }

  get counts(): readonly DepartmentCount[] {
    return [...this.#departments].map(([department, { people, questions }]) => ({
      department,
      people: people.size,
      questions,
    }));
  }
}
