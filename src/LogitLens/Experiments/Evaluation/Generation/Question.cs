namespace LogitLens.Experiments.Evaluation.Generation;

/// <summary>A question with its answer.</summary>
/// <param name="Id">The example's id.</param>
/// <param name="Text">The question; the whole prompt, or nothing without a tokenizer, where the data are token ids.</param>
/// <param name="Answer">The right answer; null where the data are token ids, which are compared as such.</param>
/// <param name="AnswerIds">The answer's tokens as they would follow the prompt, with their leading space.</param>
public sealed record Question(string Id, string Text, ExpectedAnswer? Answer, int[] AnswerIds);
