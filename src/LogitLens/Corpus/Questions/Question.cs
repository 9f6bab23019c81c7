namespace LogitLens.Corpus.Questions;

/// <summary>A question with its one right answer.</summary>
internal sealed record Question(string Text, string Answer)
{
    /// <summary>The question and its answer as they stand in prompts.</summary>
    public string Answered => $"Question: {Text}\nAnswer: {Answer}";
}
