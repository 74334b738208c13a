import type { DocumentFacts } from '../../plan-facts.js';

/** What looks wrong or may be read in two ways in the document, and how it was read. */
export const documentFlags: DocumentFacts['flags'] = [
  {
    code: 'LETTER_REPEATED',
    explanation: 'IV.1 dùng chữ d) hai lần: cho thôn, bản và cho hộ gia đình. Chữ d) thứ hai đánh số chuẩn hóa là đ.',
  },
  {
    code: 'WORDING_AMBIGUOUS',
    explanation:
      'IV.1.b: “tỷ lệ hộ nghèo đa chiều” của huyện Minh Hoá có thể là hộ nghèo hoặc cả hộ cận nghèo; hiểu là tỷ lệ hộ nghèo (POVERTY_RATE).',
  },
  {
    code: 'WORDING_AMBIGUOUS',
    explanation: 'I.1.c, IV.1.b, IV.1.c: “%/năm” của một tỷ lệ được hiểu là điểm phần trăm một năm.',
  },
  {
    code: 'WORDING_AMBIGUOUS',
    explanation:
      'I.1.c: “cơ bản thoát khỏi tình trạng xã đặc biệt khó khăn vùng bãi ngang, ven biển” không nêu tỷ lệ xã; quy tắc chỉ ghi việc ra khỏi diện, không đặt ngưỡng.',
  },
  {
    code: 'WORDING_AMBIGUOUS',
    explanation: 'I.1.c: “trên 80% số đơn vị cấp huyện, xã” được tính chung cả hai cấp, không tách riêng từng cấp.',
  },
  {
    code: 'WORDING_AMBIGUOUS',
    explanation:
      'I.1.c gọi chương trình là “giảm nghèo bền vững” rồi “giảm nghèo và an sinh xã hội bền vững”; không rõ có phải một, giữ cả hai tên.',
  },
  {
    code: 'WORDING_AMBIGUOUS',
    explanation:
      'VI.2: “sơ kết, rút kinh nghiệm và tổng kết … vào năm 2025” chỉ gắn tổng kết với 2025; năm sơ kết lấy từ V.3.',
  },
  { code: 'SPELLING', explanation: 'V.4 in “Hội đồng Thi đua - Khen thưởng tinh”; hiểu là “tỉnh”.' },
  { code: 'SPELLING', explanation: 'III.2 in “đầy mạnh thực hiện”; hiểu là “đẩy mạnh”.' },
  {
    code: 'LAYOUT',
    explanation:
      'I.2 có gạch thừa trước a) và b); đoạn “Các huyện còn lại…” ở IV.1.b không có gạch, tính vào mục của Minh Hoá; câu ở III.1 và V.2 bị ngắt trang; “TM ỦY BAN NHÂN DÂN” thiếu dấu chấm.',
  },
  {
    code: 'LAYOUT',
    explanation: 'Nơi nhận: “Báo cáo” nằm ở ô bảng bị vỡ, không rõ dành cho nơi nào; vai trò các nơi nhận để trống.',
  },
  {
    code: 'TEXT_AFTER_SIGNATURE',
    explanation: 'Sau chữ ký có đoạn về rau, củ quả và nông sản, không thuộc văn bản, không được nhập.',
  },
];
