import type { PlanAwardFormFacts } from '../../plan-facts.js';
import { numbered } from '../numbered.js';

const guidance = 'Thực hiện theo hướng dẫn của Thành phố';

const annual: PlanAwardFormFacts[] = numbered('V.3.a', 'V.3.a', [
  {
    anchor: 'Bằng khen của Chủ tịch UBND Thành phố',
    form: 'PROVINCIAL_CERTIFICATE',
    text: 'Bằng khen của Chủ tịch UBND Thành phố',
    level: 'Thành phố',
    condition: guidance,
    occasions: ['ANNUAL'],
  },
  {
    anchor: 'Giấy khen của Chủ tịch UBND quận',
    form: 'MERIT_LETTER',
    text: 'Giấy khen của Chủ tịch UBND quận',
    level: 'quận',
    condition: null,
    occasions: ['ANNUAL'],
  },
  {
    anchor: 'khen thưởng Phong trào thi đua theo quy',
    form: null,
    text: 'Khen thưởng các cấp do Phòng Lao động - Thương binh và Xã hội phối hợp Phòng Nội vụ đề xuất',
    level: 'các cấp',
    condition: 'trên cơ sở kết quả thực hiện Phong trào, theo quy định',
    occasions: ['ANNUAL'],
  },
]);

const final: PlanAwardFormFacts[] = numbered('V.3.b', 'V.3.b', [
  {
    anchor: 'Cờ thi đua của UBND Thành phố',
    form: 'PROVINCIAL_EMULATION_FLAG',
    text: 'Cờ thi đua của UBND Thành phố',
    level: 'Thành phố',
    condition: null,
    occasions: ['FINAL'],
  },
  {
    anchor: 'Bằng khen của Chủ tịch UBND Thành phố',
    form: 'PROVINCIAL_CERTIFICATE',
    text: 'Bằng khen của Chủ tịch UBND Thành phố',
    level: 'Thành phố',
    condition: guidance,
    occasions: ['FINAL'],
  },
  {
    anchor: 'Giấy khen của Chủ tịch Ủy ban nhân',
    form: 'MERIT_LETTER',
    text: 'Giấy khen của Chủ tịch Ủy ban nhân dân quận',
    level: 'quận',
    condition: null,
    occasions: ['FINAL'],
  },
  {
    anchor: 'các cấp khen thưởng các Tập thể, cá',
    form: null,
    text: 'Khen thưởng các cấp cho tập thể, cá nhân xuất sắc, do Phòng Lao động - Thương binh và Xã hội phối hợp Phòng Nội vụ đề xuất',
    level: 'các cấp',
    condition: 'trên cơ sở kết quả thực hiện Phong trào',
    occasions: ['FINAL'],
  },
]);

/** Awards that the document promises without naming their form stand with `form` null. */
export const awardForms: PlanAwardFormFacts[] = [
  {
    clause: 'V',
    clauseRaw: 'V, đoạn mở đầu',
    anchor: 'UBND các phường tổ chức khen thưởng kịp',
    form: null,
    text: 'UBND phường khen thưởng theo thẩm quyền thành tích đột xuất, đặc biệt xuất sắc và vào dịp sơ kết, tổng kết; chọn tiêu biểu đề nghị cấp trên',
    level: 'phường',
    condition: 'theo thẩm quyền',
    occasions: ['EXTRAORDINARY', 'INTERIM', 'FINAL'],
  },
  ...annual,
  ...final,
  {
    clause: 'VI.2',
    clauseRaw: 'VI.2',
    anchor: 'khen thưởng theo thẩm quyền (nếu có)',
    form: null,
    text: 'Khen thưởng theo thẩm quyền khi sơ kết giữa kỳ năm 2023',
    level: null,
    condition: 'nếu có',
    occasions: ['INTERIM'],
  },
  {
    clause: 'VI.3',
    clauseRaw: 'VI.3',
    anchor: 'Khen thưởng cho cá nhân có thành tích',
    form: null,
    text: 'Khen thưởng khi tổng kết năm 2025 cho cá nhân có thành tích và tập thể về đích sớm',
    level: null,
    condition: 'tập thể hoàn thành trước thời hạn các tiêu chí của Chương trình mục tiêu quốc gia giảm nghèo bền vững',
    occasions: ['FINAL'],
  },
  {
    clause: 'VII.5',
    clauseRaw: 'VII.5',
    anchor: 'là một trong những căn cứ đánh giá',
    form: null,
    text: 'Khen thưởng tổng kết năm của các phường thuộc quận',
    level: null,
    condition: 'kết quả Phong trào hằng năm là một trong những căn cứ bình xét',
    occasions: ['ANNUAL'],
  },
];
