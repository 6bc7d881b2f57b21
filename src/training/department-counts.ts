import type { DepartmentCount } from './small-groups.ts';
import type { TrainingRecord } from './training-record.ts';

/** Counts questions, and the known people who asked them, by department. */
export class DepartmentCounter {
  readonly #departments = new Map<string | null, { readonly people: Set<string>; questions: number }>();

  add({ department, asker }: Pick<TrainingRecord, 'department' | 'asker'>): void {
    let counted = this.#departments.get(department);
    if (counted === undefined) {
      counted = { people: new Set(), questions: 0 };
      this.#departments.set(department, counted);
    }
    counted.questions++;
    if (asker !== null) counted.people.add(asker);
  }

  get counts(): readonly DepartmentCount[] {
    return [...this.#departments].map(([department, { people, questions }]) => ({
      department,
      people: people.size,
      questions,
    }));
  }
}
