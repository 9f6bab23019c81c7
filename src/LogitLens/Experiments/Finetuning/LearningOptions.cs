using LogitLens.Options;
using LogitLens.Training;

namespace LogitLens.Experiments.Finetuning;

/// <summary>How a model is trained.</summary>
[OptionGroup("Training")]
public sealed record LearningOptions : IValidatedOptions
{
    /// <summary>Where training starts from.</summary>
    [Option("init", "Start from the model's weights, or from random ones of the shape in its config.json, which then needs no weights beside it")]
    public StartingWeights Init { get; init; } = StartingWeights.Model;

    /// <summary>How often all data is gone through.</summary>
    [Option("epochs", "How often to go through all of the data", Min = 1)]
    [NotWith("steps")]
    public int Epochs { get; init; } = 1;

    /// <summary>Updates; null for as many as the epochs take.</summary>
    [Option("steps", "How many updates to make, instead of whole epochs", Min = 1)]
    public int? Steps { get; init; }

    /// <summary>Sequences at once.</summary>
    [Option("batch-size", "How many sequences go through the model at once", Min = 1)]
    [NotWith("batch-tokens")]
    public int BatchSize { get; init; } = 8;

    /// <summary>Tokens at once; null to count sequences.</summary>
    [Option("batch-tokens", "How many tokens go through the model at once, instead of a number of sequences: batches are then of like length", Min = 1)]
    public int? BatchTokens { get; init; }

    /// <summary>Batches of an update.</summary>
    [Option("accumulate", "How many batches' gradients make one update; their mean is over all their tokens together", Min = 1)]
    public int Accumulate { get; init; } = 1;

    /// <summary>The highest learning rate.</summary>
    [Option("learning-rate", "The learning rate, the highest where it changes", Min = 0)]
    public double LearningRate { get; init; } = 5e-5;

    /// <summary>How it changes.</summary>
    [Option("schedule", "How the learning rate goes on after the warm-up: down to 0 along half a cosine or a straight line, or constant")]
    public ScheduleShape Schedule { get; init; } = ScheduleShape.Linear;

    /// <summary>Steps of warm-up.</summary>
    [Option("warmup", "Steps over which the learning rate first rises from 0", Min = 0)]
    public int Warmup { get; init; }

    /// <summary>The share of a weight that a step at learning rate 1 would take away.</summary>
    [Option("weight-decay", "AdamW's weight decay", Min = 0)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>What decays.</summary>
    [Option("decay", "Which parameters weight decay applies to: matrices and embeddings, or all, norms and biases too")]
    [OnlyWith("weight-decay")]
    public DecayedParameters Decay { get; init; } = DecayedParameters.Matrices;

    /// <summary>AdamW's two decay rates.</summary>
    [Option("betas", "AdamW's decay rates of the means of gradients and of their squares", Min = 0, Max = 0.999999)]
    public IReadOnlyList<double> Betas { get; init; } = [0.9, 0.999];

    /// <summary>The norm that gradients are clipped to.</summary>
    [Option("clip-norm", "The norm that gradients are clipped to, all parameters together")]
    public ClipNorm ClipNorm { get; init; } = new(1);

    /// <summary>The probability of dropout.</summary>
    [Option("dropout", "The probability of dropout on embeddings, attention patterns and what attention and MLPs add", Min = 0, Max = 0.9)]
    public double Dropout { get; init; }

    /// <summary>The weight of a wrong target.</summary>
    [Option("label-smoothing", "How much of the target's probability is spread over all outcomes", Min = 0, Max = 0.9)]
    public double LabelSmoothing { get; init; }

    /// <summary>How much classes count.</summary>
    [Option("class-weights", "How much each class counts in the loss: as often as it occurs, or all alike")]
    [OnlyWith("objective label|head")]
    public ClassWeighting ClassWeights { get; init; } = ClassWeighting.None;

    /// <summary>How many of the last layers are trained; null for everything.</summary>
    [Option(
        "train-last", "Train only this many of the last layers, with the final norm and what logits are made by; 0 for a classification head alone", Min = 0)]
    public int? TrainLast { get; init; }

    /// <summary>How many models are trained.</summary>
    [Option(
        "seeds", "How many models to train, each from a seed of its own: --seed, the next, and so on; intervals then cover seeds as well as examples", Min = 1,
        Max = 100)]
    public int Seeds { get; init; } = 1;

    /// <summary>Steps between evaluations; null for an epoch's.</summary>
    [Option("eval-every", "How many steps are between two evaluations; an epoch's when not given", Min = 1)]
    [NotWith("validation none")]
    public int? EvalEvery { get; init; }

    /// <summary>Evaluations without improvement after which training stops; null for never.</summary>
    [Option("patience", "Stop early after this many evaluations without a better one", Min = 1)]
    [NotWith("validation none")]
    public int? Patience { get; init; }

    /// <summary>What evaluations are compared by.</summary>
    [Option("choose-by", "What makes one evaluation better than another")]
    [NotWith("validation none")]
    public ValidationMetric ChooseBy { get; init; } = ValidationMetric.Loss;

    /// <summary>Which weights become the model.</summary>
    [Option("keep", "Which weights become the model: those of the best evaluation, or of the last step; without validation the last")]
    [NotWith("validation none")]
    public KeptWeights Keep { get; init; } = KeptWeights.Best;

    /// <summary>Steps between checkpoints.</summary>
    [Option("checkpoint-every", "How many steps are between two checkpoints, which --resume goes on from", Min = 1, RunOnly = true)]
    public int CheckpointEvery { get; init; } = 100;

    /// <inheritdoc/>
    public void Validate()
    {
        if (Betas.Count != 2)
        {
            throw new InputException($"--betas takes two numbers, as 0.9,0.999; {Betas.Count} were given");
        }
    }
}
