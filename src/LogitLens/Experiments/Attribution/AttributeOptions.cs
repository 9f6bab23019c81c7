using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Attribution;

/// <summary>Which answer the score speaks for.</summary>
public enum AttributedAnswer
{
    /// <summary>The right label over the greatest of the others.</summary>
    Right,

    /// <summary>The label that the model gives over the greatest of the others; of a prompt without labels, the most probable token.</summary>
    Predicted,
}

/// <summary>What embedding stands for no token.</summary>
public enum BaselineEmbedding
{
    /// <summary>Zeros.</summary>
    Zero,

    /// <summary>The end-of-text token's.</summary>
    EndOfText,

    /// <summary>The mean over the vocabulary.</summary>
    Mean,
}

/// <summary>The options of <c>interp attribute</c>.</summary>
public sealed record AttributeOptions : IExperimentOptions, IValidatedOptions
{
    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>The prompt's text.</summary>
    [Option("prompt", "Attribute the answer to this one text instead of a dataset", Placeholder = "TEXT")]
    public string? Prompt { get; init; }

    /// <summary>The prompt's token ids.</summary>
    [Option("token-ids", "The same for a prompt given as token ids", Placeholder = "ID", Min = 0)]
    [NotWith("prompt")]
    public IReadOnlyList<int> TokenIds { get; init; } = [];

    /// <summary>What follows the prompt, whose tokens are scored one after the other.</summary>
    [Option(
        "continuation", "Attribute each token of this text in turn, as it follows the prompt and those before it; with its leading space: \" a fine film\"",
        Placeholder = "TEXT")]
    [OnlyWith("prompt or token-ids")]
    [NotWith("target-token or label-token-ids")]
    public string? Continuation { get; init; }

    /// <summary>How it is attributed.</summary>
    public AttributionOptions Attribution { get; init; } = new();

    /// <summary>Which data.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Which prompts are made of the data.</summary>
    [NotWith("prompt or token-ids")]
    public PromptOptions Prompts { get; init; } = new();

    /// <summary>Examples to draw.</summary>
    [Option("examples", "Ids of examples to draw token by token (dev:17,dev:40); the first six when not given", Placeholder = "ID")]
    [NotWith("prompt or token-ids")]
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The column of what people marked.</summary>
    [Option(
        "marks", "The column (or JSON key) with the words of each text that people marked for its label: how well does each method find them?",
        Placeholder = "NAME")]
    [NotWith("prompt or token-ids")]
    public string? Marks { get; init; }

    /// <summary>How many pairs people are to judge.</summary>
    [Option(
        "human-sheet",
        "Write human-sheet.csv with so many texts for people to name words of, and so many pairs of words, a method's and random ones, to judge, blind and "
            + "shuffled, and its key beside it; interp rate reads it back",
        Min = 1)]
    [NotWith("prompt or token-ids or target-token")]
    public int? HumanSheet { get; init; }

    /// <inheritdoc/>
    public RunOptions Run { get; init; } = new();

    /// <summary>Whether one prompt is looked at.</summary>
    internal bool IsPrompt => Prompt is not null || TokenIds.Count > 0;

    /// <summary>Whether one answer to one prompt is looked at.</summary>
    internal bool IsSingle => IsPrompt && Continuation is null;

    /// <inheritdoc/>
    public void Validate()
    {
        Prompts.RequireOneCondition("attribute");
        Prompts.RequireOneDraw("attribute shares out one score for each example");
        if (Attribution.Method.Count == 0)
        {
            throw new InputException("--method needs at least one method");
        }

        if (Attribution.Method.Distinct().Count() < Attribution.Method.Count)
        {
            throw new InputException("--method names a method twice");
        }

        if (Attribution is { Baseline: not BaselineEmbedding.Zero, Faithfulness: false, Occlude: not OcclusionOperator.Replace }
            && !Attribution.Method.Contains(AttributionMethod.IntegratedGradients))
        {
            throw new InputException(
                $"--baseline has no effect: --occlude {Attribution.Occlude.ToString().ToLowerInvariant()} puts nothing in a token's place, and neither "
                + "--method integrated-gradients nor --faithfulness is given");
        }

        if (IsPrompt && Attribution.TargetToken is not null && Data.LabelTokenIds.Count > 0)
        {
            throw new InputException("--label-token-ids and --target-token both say what is scored of a prompt; leave one of them out");
        }
    }
}

/// <summary>What is attributed, and how.</summary>
[OptionGroup("Attribution")]
public sealed record AttributionOptions
{
    /// <summary>The methods.</summary>
    [Option("method", "How the score is shared out among tokens; several are computed side by side")]
    public IReadOnlyList<AttributionMethod> Method { get; init; } =
        [AttributionMethod.GradientXInput, AttributionMethod.IntegratedGradients, AttributionMethod.LeaveOneOut];

    /// <summary>The answer.</summary>
    [Option("target", "The answer that is attributed, over the greatest of the other labels")]
    [NotWith("target-token or continuation")]
    public AttributedAnswer Target { get; init; } = AttributedAnswer.Right;

    /// <summary>One token instead.</summary>
    [Option("target-token", "Attribute this token's log-probability instead, given as text with its leading space: \" good\"", Placeholder = "TEXT")]
    public string? TargetToken { get; init; }

    /// <summary>The token that it is held against.</summary>
    [Option("against-token", "Attribute the target token's logit over this one's instead of its log-probability", Placeholder = "TEXT")]
    [OnlyWith("target-token")]
    public string? AgainstToken { get; init; }

    /// <summary>What stands for no token.</summary>
    [Option("baseline", "The embedding that stands for no token: where integrated gradients begin, and what replaces a token that is taken away")]
    [OnlyWith("method integrated-gradients|leave-one-out or faithfulness")]
    public BaselineEmbedding Baseline { get; init; } = BaselineEmbedding.Zero;

    /// <summary>How a token is taken away.</summary>
    [Option("occlude", "How leave-one-out takes a token away")]
    [OnlyWith("method leave-one-out")]
    public OcclusionOperator Occlude { get; init; } = OcclusionOperator.Replace;

    /// <summary>The most steps of an integral.</summary>
    [Option("steps", "The most steps of integrated gradients; they are doubled from 16 until the parts add up", Min = 1, Max = 4096)]
    [OnlyWith("method integrated-gradients")]
    public int Steps { get; init; } = 512;

    /// <summary>How well an integral's parts must add up.</summary>
    [Option(
        "tolerance", "How far the parts of integrated gradients may be from adding up: this times 1 plus the whole; rows over it are left out of means",
        Min = 1e-6, Max = 1)]
    [OnlyWith("method integrated-gradients")]
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Whether the same is asked of a model without training.</summary>
    [Option(
        "random-model",
        "Also attribute the same answers in a model of the same shape with random weights: a method that says the same there is not reading the model")]
    public bool RandomModel { get; init; }

    /// <summary>Whether the methods are put to the test.</summary>
    [Option("faithfulness", "Also measure whether the tokens that a method names matter to the model: the score without them, and with them alone")]
    public bool Faithfulness { get; init; }
}
