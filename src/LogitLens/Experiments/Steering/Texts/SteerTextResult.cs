using LogitLens.Ratings;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Steering;

/// <summary>The summary of <c>interp steer</c> where texts are written.</summary>
internal sealed record SteerTextResult
{
    /// <summary>What was measured.</summary>
    public string Task { get; init; } = "generation";

    /// <summary>What was done with the direction.</summary>
    public SteerOperation Operation { get; init; }

    /// <summary>The class that the direction points to.</summary>
    public string Towards { get; init; } = "";

    /// <summary>What a text is that is not of that class.</summary>
    public string Other { get; init; } = "";

    /// <summary>How many continuations there are under each setting.</summary>
    public int N { get; init; }

    /// <summary>How many prompts there are.</summary>
    public int Prompts { get; init; }

    /// <summary>How the judges do on labelled texts; the first decides what is best.</summary>
    public IReadOnlyList<JudgeRates> Judges { get; init; } = [];

    /// <summary>
    /// For each judge the share of the unsteered texts that it could tell which are of their prompt's own class: where that is chance, a flip finds nothing to
    /// turn. Empty where prompts have no class.
    /// </summary>
    public IReadOnlyList<Estimate> KeepsClass { get; init; } = [];

    /// <summary>Every setting: the model as it is, the direction, others in its place, prompting.</summary>
    public IReadOnlyList<SteerTextSetting> Settings { get; init; } = [];

    /// <summary>For each aim the setting that does best on one half of the prompts, measured on the other; none for too few prompts.</summary>
    public IReadOnlyList<ChosenTextSetting> Best { get; init; } = [];

    /// <summary>The directions, layer by layer.</summary>
    public IReadOnlyList<DirectionSummary> Directions { get; init; } = [];

    /// <summary>The first prompts with what is written after them.</summary>
    public IReadOnlyList<SteerTextExample> Examples { get; init; } = [];

    /// <summary>Pairs for people to judge; written to a sheet and its key, and not here, where raters might see it.</summary>
    [JsonIgnore]
    public IReadOnlyList<RatedPair> Pairs { get; init; } = [];

    /// <summary>What raters are asked.</summary>
    [JsonIgnore]
    public string Question => $"Which is more {Towards}: a, b, or tie?";

    /// <summary>What the sheet's order follows from.</summary>
    [JsonIgnore]
    public long Seed { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>What is written under one setting.</summary>
internal sealed record SteerTextSetting
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public TextSettingKind Kind { get; init; }

    /// <summary>How far; null where no direction is used.</summary>
    public double? Strength { get; init; }

    /// <summary>The layers that are steered at once; empty where none is.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [];

    /// <summary>Which draw of a direction, of demonstrations or of instructions; null for the direction that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Draw { get; init; }

    /// <summary>What stands before the prompt; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Before { get; init; }

    /// <summary>1 where texts should be of the class that the direction points to, -1 where of another, 0 for neither, or for the other one than
    /// without.</summary>
    public int Aim { get; init; }

    /// <summary>Whether it is one that a reader wants first, and not one of many directions in its place.</summary>
    internal bool IsShown => Kind is not (TextSettingKind.RandomDirection or TextSettingKind.ShuffledDirection);

    /// <summary>What each judge says.</summary>
    public IReadOnlyList<JudgedTexts> Judged { get; init; } = [];

    /// <summary>KL(next token without steering || with) at the positions written, in nats.</summary>
    public required Estimate Kl { get; init; }

    /// <summary>The perplexity of the texts in the model without steering, after the prompt: the exponential of the mean over texts.</summary>
    public required Estimate Perplexity { get; init; }

    /// <summary>Different n-grams of tokens over all n-grams of all texts, for n = 1, 2, 3.</summary>
    public IReadOnlyList<double?> Distinct { get; init; } = [];

    /// <summary>Mean tokens of a text.</summary>
    public double Tokens { get; init; }

    /// <summary>Random directions' effects at the same KL, by the first judge; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EqualCost? RandomAtEqualKl => Judged is [{ } first, ..] ? first.RandomAtEqualKl : null;

    /// <summary>The same of directions of shuffled labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EqualCost? ShuffledAtEqualKl => Judged is [{ } first, ..] ? first.ShuffledAtEqualKl : null;

    /// <summary>The same of demonstrations before the prompt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EqualCost? PromptingAtEqualKl => Judged is [{ } first, ..] ? first.PromptingAtEqualKl : null;

    /// <summary>The same of an instruction before the prompt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EqualCost? InstructionAtEqualKl => Judged is [{ } first, ..] ? first.InstructionAtEqualKl : null;
}

/// <summary>What a judge says of a setting's texts.</summary>
/// <param name="Judge">The judge.</param>
/// <param name="Towards">The share that it says are of the class that the direction points to.</param>
/// <param name="Other">The share that it says are of another.</param>
internal sealed record JudgedTexts(string Judge, Estimate Towards, Estimate Other)
{
    /// <summary>The share that it says are as aimed at; when flipped, the other way than without, of the texts that it could tell. Null where nothing is
    /// aimed at.</summary>
    public Estimate? Success { get; init; }

    /// <summary>That corrected for how the judge does on labelled texts; null where the judge cannot tell them apart, and for flips.</summary>
    public Estimate? Corrected { get; init; }

    /// <summary>Success less the share of the unsteered texts that are as aimed at, paired by text; null where nothing is aimed at.</summary>
    public Estimate? Effect { get; init; }

    /// <summary>The share of texts whose score is moved the wrong way; null where nothing is aimed at.</summary>
    public Estimate? WrongWay { get; init; }

    /// <summary>
    /// When flipped: of the unsteered texts that are of the class that the direction points to, the share that become of another. A mere push towards one class
    /// makes this one large or the next, and a flip both. Null for what is no flip.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Estimate? FromTowards { get; init; }

    /// <summary>The same of the unsteered texts that are of another class: the share that become of the class that the direction points to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Estimate? FromOther { get; init; }

    /// <summary>Random directions' effects at the same KL, by this judge; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EqualCost? RandomAtEqualKl { get; init; }

    /// <summary>The same of directions of shuffled labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EqualCost? ShuffledAtEqualKl { get; init; }

    /// <summary>The same of demonstrations before the prompt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EqualCost? PromptingAtEqualKl { get; init; }

    /// <summary>The same of an instruction before the prompt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EqualCost? InstructionAtEqualKl { get; init; }
}

/// <summary>The setting that was chosen on one half of the prompts.</summary>
/// <param name="Aim">What it aims at: 1 for the class that the direction points to, -1 for another, 0 for the other one than without.</param>
/// <param name="ChosenBy">Its success there, by the first judge.</param>
/// <param name="HeldOut">Its success on the other half.</param>
/// <param name="Unsteered">The share of unsteered texts there that are as aimed at; null when flipped.</param>
internal sealed record ChosenTextSetting(string Name, int Aim, Estimate ChosenBy, Estimate HeldOut, Estimate? Unsteered);

/// <summary>A prompt with what is written after it.</summary>
/// <param name="Id">The unit.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Texts">What is written, by setting; other directions and further draws left out.</param>
internal sealed record SteerTextExample(string Id, string Prompt, IReadOnlyList<SteeredExcerpt> Texts);

/// <summary>A text under a setting.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Scores">What each judge says.</param>
internal sealed record SteeredExcerpt(string Setting, string Text, IReadOnlyList<double> Scores);
