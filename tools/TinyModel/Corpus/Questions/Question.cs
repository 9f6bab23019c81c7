namespace TinyModel.Corpus.Questions;

/// <summary>A question with its one right answer.</summary>
internal sealed record Question(string Text, string Answer)
{
    /// <summary>The question as it stands in prompts; the answer follows with a space before it.</summary>
    public string Prompt => $"Question: {Text}\nAnswer:";
}
