//! The kinds of problems that are not refusals of the rules: each with its status, its name for ever, and what it says
//! to people. A problem cannot be made without its kind, so that each one has its page.

use crate::said::{Said, said};

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Its name, below `/problems/`, for ever the same.
    pub(crate) name: &'static str,
    /// Its status where the case does not say otherwise.
    pub(crate) status: u16,
    /// What it is, in a few words.
    pub(crate) title: Said,
    /// What it means.
    pub(crate) meaning: Said,
    /// What the caller can do.
    pub(crate) advice: Said,
}

macro_rules! kinds {
    ($($id:ident = $name:literal, $status:literal, $title:expr, $meaning:expr, $advice:expr;)+) => {
        $(pub(crate) static $id: Kind =
            Kind { name: $name, status: $status, title: $title, meaning: $meaning, advice: $advice };)+

        /// Every kind.
        pub(crate) static ALL: &[&Kind] = &[$(&$id),+];
    };
}

/// The advice where only time helps.
const LATER: Said = said(
    "しばらく待って、同じ要求をそのまま送ってください。Retry-Afterがあれば、その秒数だけ待ちます。同じIDの要求が二重に記録されることはありません。",
    "Wait a moment and send the same request again, after as many seconds as Retry-After says where it is there. The same id is never recorded twice.",
);

kinds! {
    INVALID = "invalid", 422,
        said("入力を読み取れません", "A field cannot be read"),
        said("項目またはパラメータの値が読み取れません。fieldが項目名、foundが受け取った値、acceptedが受け付ける値です。",
            "A field or a parameter has a value that cannot be read: field names it, found is what came, accepted is what would be taken."),
        said("acceptedのとおりに直して送り直してください。", "Correct the field as accepted says, and send it again.");
    MALFORMED = "malformed", 400,
        said("JSONとして読めません", "The body is not JSON"),
        said("本文がJSONとして正しくありません。lineとcolumnが誤りの位置です。", "The body is not JSON; line and column say where it goes wrong."),
        said("UTF-8のJSONとして送り直してください。", "Send it again as JSON in UTF-8.");
    FILE = "file", 422,
        said("ファイルを取り込めません", "The file cannot be taken over"),
        said("ファイルに取り込めないところがあります。problemsに、ファイル・行・列・見つかった内容・受け付ける内容が並びます。何も書き込まれていません。",
            "Parts of the file cannot be taken over; problems lists file, row, column, what was found and what would be accepted. Nothing was written."),
        said("示された箇所を直し、先に「取込みの結果を確認」（preview_import）で確かめてください。", "Correct what is named, and try it with preview_import first.");
    OTHER_ROWS = "other-rows", 409,
        said("版の行が異なります", "The edition has other rows"),
        said("同じ版がすでに取り込まれていますが、行の数か並びが異なります。", "That edition was imported before, with another number or order of rows."),
        said("正しい方を確かめ、前の取込みが誤りなら無効（void）にしてから取り込み直してください。", "Find out which is right; if the earlier import was a mistake, void it and import again.");
    NOT_FOUND = "not-found", 404,
        said("見つかりません", "Not found"),
        said("そのようなものはないか、あっても閲覧の権限がありません。二つは区別されません。", "There is no such thing, or none that the caller may know of; the two are not told apart."),
        said("アドレスと名前を確かめてください。公開されていないものには、権限のあるトークンが必要です。", "Check the address and the name. What is not published needs a token that may see it.");
    FORBIDDEN = "forbidden", 403,
        said("許可されていません", "Not allowed"),
        said("このトークンの役割では、この操作はできません。", "The role of this token may not do that."),
        said("権限のある人に依頼するか、その計画を対象とするトークンを使ってください。", "Ask somebody who may, or use a token that is granted that plan.");
    UNAUTHENTICATED = "unauthenticated", 401,
        said("有効なトークンが必要です", "A valid token is needed"),
        said("送られたトークンは、誤っているか、期限が切れているか、取り消されています。", "The token that was sent is wrong, has expired or was revoked."),
        said("Authorization: Bearer の後に有効なトークンを付けてください。公開されている内容はトークンなしで読めます。",
            "Send a valid token after Authorization: Bearer. What is published can be read without one.");
    SLUG_TAKEN = "slug-taken", 409,
        said("その名前は使われています", "The name is taken"),
        said("別の計画が、アドレスの名前としてすでに使っています。", "Another plan has that name in addresses."),
        said("別の名前で送り直してください。", "Send it again with another name.");
    STALE = "stale", 409,
        said("行はその後変更されました", "The row has moved on since it was seen"),
        said("入力者が見た後に、ほかの人がこの行を変更しました。seenが見た内容、nowが今の内容です。何も記録されていません。",
            "Somebody has changed the row since its author saw it: seen is what was seen, now is what it says. Nothing was recorded."),
        said("今の内容を確かめ、なお変えるのであれば、今の版番号と新しいIDで送り直してください。",
            "Look at what it says now; if the change is still wanted, send it with the revision of now, under a new id.");
    REVISION_MISSING = "revision-missing", 428,
        said("見た時点の版番号（If-Match）が必要です", "Say which revision you saw (If-Match)"),
        said("行を変える要求には、入力者が見た行の版番号が要ります。ほかの人の変更を知らずに上書きしないためです。",
            "A change of a row says which revision its author saw, so that nobody overwrites what somebody else has changed meanwhile."),
        said("履歴（history）のETagをIf-Matchとして送るか、本文のseenに版番号を入れてください。", "Send the ETag of the item's history as If-Match, or its revision as seen in the body.");
    BUSY = "busy", 503,
        said("ほかの書き込みで混み合っています", "Too many others write at the moment"),
        said("同じ計画への書き込みが続き、順番が来ませんでした。何も記録されていません。", "Others kept writing to the same plan. Nothing was recorded."),
        LATER;
    CROWDED = "crowded", 503,
        said("ほかの書き出しで混み合っています", "Too many files are waiting to be made"),
        said("書き出しの順番を待つ人が多過ぎます。", "More files are waiting for their turn than may wait."),
        LATER;
    UNPRINTABLE = "unprintable", 422,
        said("この形式では書き出せません", "The format has no room for it"),
        said("この形式には収まらない内容があります。detailが、シート・行・列・長さと、形式の上限です。何も切り詰められていません。",
            "Something does not fit into the format: detail names sheet, row, column, length and limit. Nothing was cut."),
        said("csv、tsv、htmlまたはpdfで書き出してください。", "Ask for csv, tsv, html or pdf.");
    HANDED_OUT = "handed-out", 422,
        said("前回配付したPDFを読み取れません", "The PDF that was handed out before cannot be read"),
        said("送られたPDFの文字を頁ごとに読み取れません。whyが理由です：no_pdf（PDFでない）、encrypted（暗号化）、damaged（破損）、too_much（展開すると大き過ぎる）、no_text（文字がない）。",
            "The text of the pages of the PDF that was sent cannot be read; why says the reason: no_pdf, encrypted, damaged, too_much (it unpacks to too much), no_text (a scan)."),
        said("配付したときに書き出したままのPDFを送ってください。手元になければ、配付した日時（handed_out）で作成してください。",
            "Send the PDF as it was printed for handing out. Where nobody has it, ask with the moment when it was handed out (handed_out).");
    OUTCOME_UNKNOWN = "outcome-unknown", 503,
        said("記録されたか分かりません。同じ要求をもう一度送ると分かります", "It is not known whether this was recorded; the same request will tell"),
        said("書き込みの途中でデータベースとの接続が切れました。", "The connection to the database broke while it was writing."),
        LATER;
    TIMEOUT = "timeout", 503,
        said("時間がかかり過ぎました", "It took too long"),
        said("決められた時間内に終わりませんでした。始まった書き込みは続いていることがあります。", "It did not end within the time that a request has. What it has begun to write may go on."),
        LATER;
    UNAVAILABLE = "unavailable", 503,
        said("データベースが応答しません", "The database does not answer"),
        said("データベースに接続できません。", "The database cannot be reached."),
        LATER;
    READ_ONLY = "read-only", 503,
        said("読み取り専用で動いています", "Only reading is possible"),
        said("このサービスは読み取り専用で動いており、書き込みを受け付けません。", "This service runs for reading only and takes no writes."),
        said("書き込みのできるサービスに送ってください。分からなければ運用者に尋ねてください。", "Send it to the service that writes; ask the operator which one that is.");
    NOT_BUILT = "not-built", 503,
        said("表示用データを作成中です", "The read models are being built"),
        said("新しい版の起動後、表示用のデータを作り直しています。記録は失われていません。", "After the start of a new version the read models are built anew. Nothing recorded is lost."),
        LATER;
    STORAGE_FULL = "storage-full", 507,
        said("保存領域がいっぱいです", "There is no space left"),
        said("保存領域に空きがなく、記録できませんでした。閲覧はできます。", "There is no space left to record it. Reading still works."),
        said("運用者に連絡してください。空きができたら、同じ要求をそのまま送ってください。", "Tell the operator. Once there is space, send the same request again.");
    QUERY_TOO_SHORT = "query-too-short", 422,
        said("検索語は2文字以上です", "A search needs two characters at least"),
        said("検索語が短過ぎます。", "The text to search for is too short."),
        said("2文字以上の語で検索してください。", "Search for two characters or more.");
    INTERNAL = "internal", 500,
        said("内部エラーが起きました", "Something is wrong in this program"),
        said("プログラムまたはデータの誤りです。詳しくはサービスのログに、instanceの番号で残っています。", "A fault of this program or of its data. The log of the service has it, under the id in instance."),
        said("instanceの番号を添えて運用者に連絡してください。", "Tell the operator, with the id in instance.");
    TOO_LARGE = "too-large", 413,
        said("大き過ぎます", "Too large"),
        said("本文が受け付ける大きさを超えています。limitが上限（バイト）です。", "The body is larger than is taken; limit says how many bytes are."),
        said("上限より小さくして送り直してください。", "Send less than limit.");
    TOO_MANY_REQUESTS = "too-many-requests", 429,
        said("要求が多過ぎます。少し待ってください", "Too many requests; please wait a little"),
        said("一つの接続元から、同時または続けて来る要求が多過ぎます。", "One client asks for too much at a time, or too often."),
        said("Retry-Afterの秒数だけ待って送り直してください。", "Wait as many seconds as Retry-After says, and send it again.");
    MEDIA_TYPE = "media-type", 415,
        said("この形式の本文は受け付けません", "A body of this media type is not accepted"),
        said("Content-Typeが、このアドレスの受け付ける形式ではありません。acceptedが受け付ける形式です。", "This address does not take a body of that Content-Type; accepted says which."),
        said("Content-Typeと本文を、acceptedの形式にして送り直してください。", "Send the body as accepted says, with that Content-Type.");
    METHOD_NOT_ALLOWED = "method-not-allowed", 405,
        said("この方法では呼べません", "This address is not called in that way"),
        said("このアドレスは、その方法（GET、PUTなど）では使えません。", "This address is not called with that method."),
        said("Allowヘッダにある方法で呼んでください。", "Use one of the methods that the header Allow names.");
    BAD_REQUEST = "bad-request", 400,
        said("要求を読み取れません", "The request cannot be read"),
        said("アドレス、パラメータ、または本文の区切りが正しくなく、読み取れません。", "The address, its query or the parts of the body cannot be read at all."),
        said("アドレスの文字がUTF-8で正しく符号化されているか、フォームの区切りが正しいかを確かめてください。",
            "See that the address is percent-encoded UTF-8 and that the parts of a form are well formed.");
}

/// The kind of a problem of which only the status is known.
pub(crate) fn of_status(status: u16) -> &'static Kind {
    match status {
        404 => &NOT_FOUND,
        405 => &METHOD_NOT_ALLOWED,
        413 => &TOO_LARGE,
        415 => &MEDIA_TYPE,
        500..=599 => &INTERNAL,
        _ => &BAD_REQUEST,
    }
}
