import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The matrix takes minutes a mode: begun last, one of them would run alone while every other worker is idle. */
const LONGEST = /\/isolation\/(both-layers|policy-alone|row-level-security-alone)\.test\.ts$/;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
