using LogitLens.Answers;

namespace LogitLens.Experiments;

/// <summary>A question with its answer.</summary>
/// <param name="Text">The question; the whole prompt, or nothing without a tokenizer, where the data are token ids.</param>
/// <param name="Answer">The right answer; null where the data are token ids, which are compared as such.</param>
/// <param name="AnswerIds">The answer's tokens as they would follow the prompt, with their leading space.</param>
internal sealed record Question(string Id, string Text, ExpectedAnswer? Answer, int[] AnswerIds)
{
    /// <summary>Judges what a model wrote after the question: its text, or where the data are token ids, its tokens.</summary>
    /// <param name="continuation">What was written, as it is read.</param>
    public AnswerVerdict Judge(Continuation continuation, int[] newTokens) => continuation.Text is { } text && Answer is { } answer
        ? AnswerAnalysis.Judge(Text, answer, text, continuation.Finish == FinishReason.Length)
        : AnswerAnalysis.JudgeTokens(AnswerIds, newTokens);
}
