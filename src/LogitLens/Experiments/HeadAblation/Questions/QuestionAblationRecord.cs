using LogitLens.Answers;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>What a model wrote after a question, and how it was judged.</summary>
/// <param name="Continuation">The text, up to a line end; null without a tokenizer.</param>
/// <param name="NewTokens">Its tokens, the line end's among them.</param>
/// <param name="Finish">Why it ended there.</param>
/// <param name="Found">The answer that was found in it; null for none.</param>
/// <param name="Class">What became of the question.</param>
internal sealed record WrittenAnswer(string? Continuation, int[] NewTokens, FinishReason Finish, string? Found, AnswerClass Class)
{
    public bool Correct => Class == AnswerClass.Correct;
}

/// <summary>A continuation that an edit changed.</summary>
/// <param name="Item">The edit's name.</param>
/// <param name="Answer">What was written under it.</param>
internal sealed record ChangedAnswer(string Item, WrittenAnswer Answer);

/// <summary>What is found out once for the model.</summary>
/// <param name="Descriptions">What each head attends to, by layer.</param>
/// <param name="Example">The heads' attention on one question; null where no prompt is short enough.</param>
internal sealed record QuestionSetup(IReadOnlyList<HeadDescription> Descriptions, ExampleAttention? Example);

/// <summary>What the sweep finds for one question. Lists by item are in the order of results.json's <c>items</c>.</summary>
internal sealed record QuestionAblationRecord : IUnitRecord
{
    public required string Id { get; init; }

    /// <summary>The question's id, where the record's says the draw of demonstrations too; null where the two are one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Example { get; init; }

    /// <summary>Which of several draws of demonstrations, from 1; null where there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Draw { get; init; }

    public int Tokens { get; init; }
    public string? Question { get; init; }

    /// <summary>The right answer; null where the data are token ids.</summary>
    public string? Answer { get; init; }

    /// <summary>What is written without an edit.</summary>
    public WrittenAnswer? Clean { get; init; }

    /// <summary>The log-probability of the right answer after the prompt without an edit, summed over its tokens, in nats.</summary>
    public double CleanLogProb { get; init; }

    /// <summary>Whether the answer written under each edit is right, [item].</summary>
    public bool[] EditedCorrect { get; init; } = [];

    /// <summary><see cref="CleanLogProb"/> under each edit, [item].</summary>
    public double[] EditedLogProb { get; init; } = [];

    /// <summary>The continuations that are other ones than without an edit.</summary>
    public IReadOnlyList<ChangedAnswer> Changed { get; init; } = [];

    /// <summary>Records by draw and question.</summary>
    /// <param name="clusters">Each question's cluster by its id; null where questions are independent.</param>
    internal static ConditionGroup<QuestionAblationRecord> Group(
        IEnumerable<QuestionAblationRecord> records, IReadOnlyDictionary<string, string>? clusters = null) =>
        ConditionGroups.OfOne(records, record => new RecordPlace("", record.Example ?? record.Id, record.Draw), clusters);
}
