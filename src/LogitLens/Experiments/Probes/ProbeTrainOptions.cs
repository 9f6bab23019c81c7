using LogitLens.LinearProbes;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Probes;

/// <summary>The options of <c>interp probe-train</c>.</summary>
public sealed record ProbeTrainOptions : IExperimentOptions, IValidatedOptions
{
    /// <summary>Which activations.</summary>
    [Option("sites", "The activations to probe, by name with * for any characters: blocks.*.hook_resid_post,blocks.*.attn.hook_z (each head by itself)",
        Placeholder = "NAME,...")]
    public string Sites { get; init; } = "blocks.*.hook_resid_post";

    /// <summary>Where in each text.</summary>
    [Option("position", "Where in a text activations are read: at its last token, as the mean over its tokens, at every token, or at one position")]
    public ReadPosition Position { get; init; }

    /// <summary>How probes are fitted.</summary>
    [Option("method", "How probes are fitted")]
    public ProbeMethod Method { get; init; }

    /// <summary>Inverse penalties to choose from.</summary>
    [Option("c", "Inverse strengths of the L2 penalty, as scikit-learn's C; of several, cross-validation on the training part chooses",
        Min = 1e-12, Max = 1e12)]
    [OnlyWith("method logistic")]
    public IReadOnlyList<double> InversePenalties { get; init; } = [0.0001, 0.001, 0.01, 0.1, 1, 10];

    /// <summary>Folds of the cross-validation.</summary>
    [Option("folds", "Folds of the cross-validation that chooses the penalty; 5 when not given", Min = 2, Max = 100)]
    [OnlyWith("method logistic")]
    public int? Folds { get; init; }

    /// <summary>What is done to features.</summary>
    [Option("scaling", "Whether each feature is divided by its standard deviation before fitting; weights are in the model's own coordinates in any case")]
    [OnlyWith("method logistic")]
    public FeatureScaling Scaling { get; init; }

    /// <summary>What stands beside the probes.</summary>
    [Option(
        "baselines", "What stands beside the probes: words counted without a model, probes on a model of the same shape with random weights; the majority, "
            + "the embeddings and the control task always do",
        Choices = ["bag-of-words", "random-model", "none"])]
    public IReadOnlyList<string> Baselines { get; init; } = ["bag-of-words", "random-model"];

    /// <summary>Whether the classes are erased and probes fitted once more.</summary>
    [Option("erase", "Take the classes out of the activations, by projecting out their means and by LEACE, and fit once more: nothing should be left to read")]
    public bool Erase { get; init; }

    /// <summary>How many random subspaces stand beside what is erased.</summary>
    [Option("random-subspaces", "How many random subspaces as large to take out of the model in place of the classes, when it is asked for these itself; 5 "
        + "when not given", Min = 0, Max = 1000)]
    [OnlyWith("erase")]
    public int? RandomSubspaces { get; init; }

    /// <summary>Whether probes are fitted on growing parts.</summary>
    [Option("learning-curve", "Fit on growing parts of the training data too, and give the labels' description length: the bits that each part's probe takes "
        + "for the next part")]
    [OnlyWith("method logistic")]
    public bool LearningCurve { get; init; }

    /// <summary>Further datasets.</summary>
    [Option("transfer", "Further datasets of the same classes: probes are fitted on each, and each is tested on all", Placeholder = "NAME|FILE,...",
        Input = true)]
    public IReadOnlyList<string> Transfer { get; init; } = [];

    /// <summary>The share of the training data that chooses the layer.</summary>
    [Option("validation-share", "The share of the training data that is kept apart to choose the best layer by", Min = 0.01, Max = 0.5)]
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>The share of the data that is tested on.</summary>
    [Option("test-share", "The share of the data that is kept apart to test on, for data that have no train split beside the one tested on; 0.25 when not "
        + "given",
        Min = 0.01, Max = 0.9)]
    public double? TestShare { get; init; }

    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>Which data.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Where the run goes.</summary>
    public RunOptions Run { get; init; } = new();

    /// <summary>How many random subspaces there are.</summary>
    internal int RandomSubspaceCount => RandomSubspaces ?? 5;

    /// <summary>How many folds there are.</summary>
    internal int FoldCount => Folds ?? 5;

    /// <summary>Whether a baseline is asked for.</summary>
    /// <param name="name">Its name.</param>
    public bool Has(string name) => Baselines.Contains(name);

    /// <inheritdoc/>
    public void Validate()
    {
        if (InversePenalties.Count == 0)
        {
            throw new InputException("--c needs a value at least");
        }

        if (InversePenalties.Any(c => c <= 0))
        {
            throw new InputException("--c: inverse penalties are above 0");
        }

        if (Folds is not null && InversePenalties.Count == 1 && !Has("bag-of-words"))
        {
            throw new InputException("--folds has no effect: --c is one value, so there is no penalty to choose, and no words are counted");
        }

        if (Baselines.Count > 1 && Has("none"))
        {
            throw new InputException("--baselines none stands alone");
        }

        if (Data.LabelTokenIds.Count > 0)
        {
            throw new InputException("--label-token-ids: probes learn the labels of the data, whatever their words; leave it out");
        }
    }
}

/// <summary>How a probe is fitted.</summary>
public enum ProbeMethod
{
    /// <summary>Logistic regression with an L2 penalty, binary or multinomial.</summary>
    Logistic,

    /// <summary>The difference of class means; each text goes to the nearest mean.</summary>
    MeanDifference,

    /// <summary>Linear discriminant analysis with shrunken covariances.</summary>
    Lda,
}
