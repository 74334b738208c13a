import type { RuleSpec } from '@thi-dua/schema/rule';

/** Promised by the city in I and asked of each ward and commune in III.2: its own poverty programme, year by year. */
export const cityPlan =
  'Kế hoạch thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững trên địa bàn thành phố giai đoạn 2017-2020';

export const fulfilsCityPlan: RuleSpec = { kind: 'FULFILS_TARGET', of: cityPlan, everyYear: true };
