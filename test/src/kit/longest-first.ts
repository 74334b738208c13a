import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The matrix takes minutes a mode: begun last, one of them would run alone while every other worker is idle. */
const LONGEST = ['both-layers', 'row-level-security-alone', 'policy-alone'];

const place = ({ moduleId }: TestSpecification): number => {
  const found = LONGEST.findIndex((name) => moduleId.endsWith(`/isolation/${name}.test.ts`));
  return found === -1 ? LONGEST.length : found;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
