import type { ScopeFacts, TargetFacts } from '../../plan-facts.js';

const units = (levels: ScopeFacts['levels'], designation: string | null = null): ScopeFacts => ({
  localities: [],
  levels,
  designation,
  fixed: false,
});

/**
 * "từ X%/năm trở lên" is at least X percentage points a year. The clause names no years: 2016–2020 is the stage of the
 * poverty standard, and the end of 2020 belongs to the income alone, so the window stays open.
 */
const fallsYearlyBy = (threshold: string) => ({
  kind: 'AVERAGE_ANNUAL_CHANGE' as const,
  indicator: 'POVERTY_RATE',
  direction: 'DECREASE' as const,
  comparator: 'GE' as const,
  threshold,
  window: { from: null, to: null },
});

/** The first dash, which breaks over a page between "cuối năm" and "2015". A scope bears one designation: two parts. */
const povertyAndIncome: TargetFacts = {
  clause: '2.1',
  clauseRaw: '2, gạch đầu dòng 1',
  anchor: 'Giảm tỷ lệ hộ nghèo hàng năm trung',
  text: 'Giảm tỷ lệ hộ nghèo bình quân từ 4 điểm phần trăm một năm toàn huyện, từ 5 ở các xã khó khăn, đặc biệt khó khăn (chuẩn 2016-2020); đến hết năm 2020 thu nhập hộ nghèo bằng 1,5 đến 2 lần cuối năm 2015.',
  parts: [
    {
      text: 'Toàn huyện: tỷ lệ hộ nghèo giảm bình quân từ 4 điểm phần trăm một năm trở lên (chuẩn đa chiều 2016-2020)',
      scope: units(['DISTRICT']),
      rule: fallsYearlyBy('4'),
    },
    {
      text: 'Các xã khó khăn: tỷ lệ hộ nghèo giảm từ 5 điểm phần trăm một năm trở lên',
      scope: units(['COMMUNE'], 'DIFFICULT'),
      rule: fallsYearlyBy('5'),
    },
    {
      text: 'Các xã đặc biệt khó khăn: tỷ lệ hộ nghèo giảm từ 5 điểm phần trăm một năm trở lên',
      scope: units(['COMMUNE'], 'EXTREMELY_DIFFICULT'),
      rule: fallsYearlyBy('5'),
    },
    { text: 'Cải thiện sinh kế, nâng cao chất lượng cuộc sống của người nghèo', scope: null, rule: null },
    {
      text: 'Đến hết năm 2020 thu nhập bình quân đầu người của hộ nghèo bằng 1,5 đến 2 lần cuối năm 2015',
      scope: units(['DISTRICT']),
      rule: {
        kind: 'MULTIPLE_OF_BASELINE',
        indicator: 'POOR_HOUSEHOLD_INCOME_PER_CAPITA',
        min: '1.5',
        max: '2',
        baseline: '2015',
        at: '2020',
      },
    },
    {
      text: 'Hộ nghèo, cận nghèo từng bước tiếp cận tốt hơn thông tin, y tế, giáo dục, nhà ở, nước sinh hoạt, vệ sinh',
      scope: null,
      rule: null,
    },
  ],
  schedule: [],
};

const policies: TargetFacts = {
  clause: '2.2',
  clauseRaw: '2, gạch đầu dòng 2',
  anchor: 'Thực hiện đồng bộ, có hiệu quả cơ',
  text: 'Thực hiện đồng bộ, hiệu quả chính sách giảm nghèo để cải thiện điều kiện sống, tăng tiếp cận dịch vụ xã hội cơ bản.',
  parts: [
    { text: 'Cải thiện điều kiện sống, tăng tiếp cận dịch vụ xã hội cơ bản của người nghèo', scope: null, rule: null },
  ],
  schedule: [],
};

const infrastructure: TargetFacts = {
  clause: '2.3',
  clauseRaw: '2, gạch đầu dòng 3',
  anchor: 'Cơ sở hạ tầng kinh tế - xã',
  text: 'Đầu tư đồng bộ hạ tầng các xã đặc biệt khó khăn theo tiêu chí nông thôn mới; người dân tham gia, có việc làm, tăng thu nhập.',
  parts: [
    {
      text: 'Hạ tầng kinh tế - xã hội các xã đặc biệt khó khăn được đầu tư đồng bộ theo tiêu chí nông thôn mới',
      scope: units(['COMMUNE'], 'EXTREMELY_DIFFICULT'),
      rule: null,
    },
    {
      text: 'Người dân tham gia Chương trình, tăng thu nhập nhờ việc làm; giảm rủi ro thiên tai, thích ứng biến đổi khí hậu, dễ tiếp cận thị trường',
      scope: null,
      rule: null,
    },
  ],
  schedule: [],
};

export const targets: TargetFacts[] = [povertyAndIncome, policies, infrastructure];
