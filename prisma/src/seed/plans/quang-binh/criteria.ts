import type { CriterionFacts } from '../../plan-facts.js';
import { emulationCriteria } from '../numbered.js';
import { fallsFourPointsBeforeNomination, leavesCoastalDesignation, poorAndNearPoorHalved } from './rules.js';

const departments = emulationCriteria(
  'IV.1.a',
  'IV.1.a)',
  {
    kinds: ['AGENCY', 'MASS_ORGANISATION'],
    text: 'các sở, ban, ngành, Mặt trận Tổ quốc và các tổ chức đoàn thể cấp tỉnh',
  },
  [
    {
      anchor: 'Hoàn thành có chất lượng, đúng thời hạn',
      text: 'Văn bản chỉ đạo, hướng dẫn giảm nghèo có chất lượng, đúng hạn; có sáng kiến về cơ chế, chính sách; gỡ khó cho cơ sở.',
    },
    {
      anchor: 'Chủ động nghiên cứu, rà soát, sửa đổi,',
      text: 'Chủ động rà soát, sửa đổi hoặc kiến nghị sửa đổi chính sách giảm nghèo cho hợp thực tế.',
    },
    {
      anchor: 'Tích cực và có nhiều giải pháp, sáng',
      text: 'Có nhiều giải pháp, sáng kiến trong tuyên truyền, vận động Nhân dân, doanh nghiệp giúp người nghèo.',
    },
  ],
);

const districts = emulationCriteria('IV.1.b', 'IV.1.b)', { kinds: ['DISTRICT'], text: 'cấp huyện' }, [
  {
    anchor: 'Xây dựng và triển khai có hiệu quả',
    text: 'Chương trình, kế hoạch giảm nghèo bền vững hiệu quả, giải pháp sát thực tế, nguồn lực bố trí hợp lý.',
  },
  {
    // One dash and the bare paragraph under it divide the districts between them.
    anchor: 'Huyện mới thoát huyện nghèo (Huyện Minh Hoá)',
    text: 'Mức giảm nghèo: huyện mới thoát nghèo (Minh Hoá) và các huyện còn lại.',
    parts: {
      mark: 'đoạn',
      items: [
        {
          where: 'Huyện mới thoát huyện nghèo (Huyện Minh Hoá)',
          anchor: 'giảm tỷ lệ hộ nghèo đa chiều bình',
          text: 'Tỷ lệ hộ nghèo giảm bình quân từ 4 điểm phần trăm một năm trở lên trong 03 năm liên tục trước khi trình khen; hoặc hộ nghèo và cận nghèo giảm trên 50% so với đầu kỳ.',
          rule: { kind: 'ANY_OF', rules: [fallsFourPointsBeforeNomination('POVERTY_RATE'), poorAndNearPoorHalved] },
        },
        {
          where: 'Các huyện còn lại',
          anchor: 'Các huyện còn lại có quy mô hộ',
          text: 'Hộ nghèo và hộ cận nghèo giảm trên 50% so với đầu kỳ.',
          rule: poorAndNearPoorHalved,
        },
      ],
    },
  },
  {
    anchor: 'Chủ động, tích cực huy động được các',
    text: 'Huy động được nguồn lực của cộng đồng cho mục tiêu giảm nghèo bền vững.',
  },
  {
    anchor: 'Sử dụng đúng, quyết toán kịp thời các',
    text: 'Kinh phí giảm nghèo dùng đúng, quyết toán kịp thời; báo cáo định kỳ, đột xuất đúng quy định.',
  },
]);

// c.3 judges mobilisation; the falling rate, the relapses and the models are named as its effect, without a measure.
const communes = emulationCriteria('IV.1.c', 'IV.1.c)', { kinds: ['COMMUNE'], text: 'cấp xã' }, [
  {
    anchor: 'thực hiện đúng, đủ chế độ thông tin,',
    text: 'Kế hoạch giảm nghèo hiệu quả, giải pháp sát thực tế; kinh phí dùng đúng, quyết toán kịp thời; thông tin, báo cáo đủ.',
  },
  {
    anchor: 'Xã đặc biệt khó khăn vùng bãi ngang,',
    text: 'Mức giảm nghèo theo ba nhóm xã: bãi ngang, ven biển; dân tộc thiểu số và miền núi; còn lại.',
    parts: {
      mark: 'vế',
      items: [
        {
          where: 'Xã đặc biệt khó khăn vùng bãi ngang, ven biển',
          anchor: 'thoát khỏi tình trạng đặc biệt khó khăn',
          text: 'Thoát tình trạng đặc biệt khó khăn trước khi trình khen thưởng.',
          rule: leavesCoastalDesignation,
        },
        {
          where: 'các xã đặc biệt khó khăn vùng dân tộc thiểu số và miền núi',
          anchor: 'giảm tỷ lệ hộ nghèo hộ đồng bào',
          text: 'Tỷ lệ hộ nghèo đồng bào dân tộc thiểu số giảm bình quân từ 4 điểm phần trăm một năm trở lên trong 3 năm liên tục trước khi trình khen.',
          rule: fallsFourPointsBeforeNomination('ETHNIC_MINORITY_POVERTY_RATE'),
        },
        {
          where: 'các xã còn lại',
          anchor: 'các xã còn lại quy mô hộ nghèo,',
          text: 'Hộ nghèo và hộ cận nghèo giảm trên 50% so với đầu kỳ.',
          rule: poorAndNearPoorHalved,
        },
      ],
    },
  },
  {
    anchor: 'Tích cực vận động Nhân dân hưởng ứng',
    text: 'Vận động Nhân dân hưởng ứng, làm giảm tỷ lệ hộ nghèo, không tái nghèo; xây dựng được mô hình giảm nghèo bền vững.',
  },
]);

const villages = emulationCriteria(
  'IV.1.d',
  'IV.1.d) (thứ nhất)',
  { kinds: ['NEIGHBOURHOOD'], text: 'thôn, bản, tổ dân phố, khu dân cư' },
  [
    {
      anchor: 'Triển khai thực hiện có hiệu quả chính',
      text: 'Thực hiện hiệu quả chính sách giảm nghèo; đoàn kết giúp hộ nghèo, cận nghèo vốn, kinh nghiệm, kỹ thuật để thoát nghèo.',
    },
    {
      anchor: 'Điều kiện sống, thu nhập của người nghèo',
      text: 'Điều kiện sống, thu nhập và mức tiếp cận dịch vụ xã hội cơ bản của người nghèo cải thiện rõ rệt.',
    },
    {
      anchor: 'Quy mô hộ nghèo và hộ cận nghèo',
      text: 'Hộ nghèo và hộ cận nghèo giảm trên 50% so với đầu kỳ.',
      rule: poorAndNearPoorHalved,
    },
  ],
);

const households = emulationCriteria('IV.1.đ', 'IV.1.d) (thứ hai)', { kinds: ['HOUSEHOLD'], text: 'hộ gia đình' }, [
  {
    anchor: 'tự nguyện đăng ký thoát nghèo',
    text: 'Phát huy nội lực, tự nguyện đăng ký thoát nghèo; phát triển sản xuất, tăng thu nhập; dùng vốn vay ưu đãi hiệu quả, trả đúng hạn.',
  },
  {
    anchor: 'Có nhiều đóng góp, hỗ trợ hiệu quả,',
    text: 'Giúp hiệu quả, sáng tạo hộ nghèo, cận nghèo, mới thoát nghèo làm kinh tế, thoát nghèo bền vững.',
  },
]);

const officials = emulationCriteria(
  'IV.1.e',
  'IV.1.e)',
  { kinds: ['OFFICIAL'], text: 'cán bộ, công chức, viên chức, người làm công tác giảm nghèo' },
  [
    {
      where: 'Cán bộ, công chức, viên chức tham gia công tác giảm nghèo',
      anchor: 'Có nhiều nỗ lực trong công tác, bám',
      text: 'Nỗ lực, bám sát cơ sở, có sáng kiến tham mưu cơ chế, chính sách; gỡ khó cho cơ sở đạt hiệu quả cao.',
    },
    {
      kinds: ['OFFICIAL', 'INDIVIDUAL', 'ARMED_FORCES'],
      where:
        'Cán bộ, công chức, viên chức, người lao động thuộc các cơ quan trong hệ thống chính trị các cấp, doanh nghiệp, hợp tác xã; cán bộ, chiến sĩ lực lượng vũ trang',
      anchor: 'Tích cực tham gia các hoạt động ủng',
      text: 'Tích cực ủng hộ, giúp đỡ người nghèo và chương trình giảm nghèo bền vững.',
    },
  ],
);

const enterprises = emulationCriteria(
  'IV.1.g',
  'IV.1.g)',
  { kinds: ['ENTERPRISE', 'COOPERATIVE'], text: 'doanh nghiệp, hợp tác xã' },
  [
    {
      anchor: 'Có đóng góp thiết thực trong thực hiện',
      text: 'Đóng góp thiết thực cho giảm nghèo ở địa phương hoặc tích cực tham gia các cuộc vận động ủng hộ người nghèo.',
    },
    {
      anchor: 'Liên kết, phối hợp sản xuất, chế biến,',
      text: 'Liên kết sản xuất, chế biến, tiêu thụ sản phẩm cho người nghèo; giúp mô hình giảm nghèo, dạy nghề, việc làm.',
    },
    {
      kinds: ['CREDIT_INSTITUTION'],
      where: 'Ngân hàng hoặc các tổ chức tín dụng',
      anchor: 'Ngân hàng hoặc các tổ chức tín dụng',
      text: 'Thực hiện hiệu quả tín dụng chính sách cho hộ nghèo, cận nghèo, mới thoát nghèo.',
    },
  ],
);

const awardStandard: CriterionFacts = {
  clause: 'IV.2.b',
  clauseRaw: 'IV.2.b)',
  anchor: 'Căn cứ thành tích trong thực hiện Phong',
  subject: {
    kinds: ['COLLECTIVE', 'HOUSEHOLD', 'INDIVIDUAL'],
    text: 'các tập thể, gia đình và cá nhân',
    where: 'tiêu biểu, xuất sắc',
  },
  purpose: 'AWARD_STANDARD',
  text: 'Xét theo thành tích trong Phong trào và quy định của pháp luật về thi đua, khen thưởng.',
  rule: null,
  parts: [],
};

export const criteria: CriterionFacts[] = [
  ...departments,
  ...districts,
  ...communes,
  ...villages,
  ...households,
  ...officials,
  ...enterprises,
  awardStandard,
];
