using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Finetuning;

/// <summary>The options of <c>interp finetune</c>.</summary>
public sealed record FinetuneOptions : IExperimentOptions, IValidatedOptions
{
    /// <summary>What the model is trained to do.</summary>
    [Option(
        "objective",
        "What to train: clm, language modelling of prompts with their labels; label, the label's tokens alone; head, a classification head on the last token")]
    public FinetuneObjective Objective { get; init; } = FinetuneObjective.Clm;

    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>Which data to learn from.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>What is made of them.</summary>
    public MaterialOptions Material { get; init; } = new();

    /// <summary>How to train.</summary>
    public LearningOptions Training { get; init; } = new();

    /// <summary>What follows.</summary>
    [Option(
        "then",
        "Commands to run on the model before training and after it, on what was tested on, parted by ;: \"logit-lens --shots 0,1 --demos correct,incorrect\". "
        + "Their runs lie in the folder's then/",
        Placeholder = "COMMANDS", RunOnly = true)]
    [NotWith("test none")]
    public string? Then { get; init; }

    /// <summary>The run's folder.</summary>
    [Option(
        "output", "The folder for the results, with the model in it; results/<date>-<command>-<model>-<dataset> when not given", Placeholder = "DIR",
        RunOnly = true)]
    public string? Output { get; init; }

    /// <summary>Whether to go on with an interrupted run.</summary>
    [Option(
        "resume", "Go on with a run that was interrupted, from its last checkpoint: the one in --output, or the latest of the same options", RunOnly = true)]
    public bool Resume { get; init; }

    /// <summary>Whether to replace what is in the folder.</summary>
    [Option("force", "Replace the run that is in --output", RunOnly = true)]
    [NotWith("resume")]
    public bool Force { get; init; }

    /// <summary>The seed of everything that is drawn.</summary>
    [Option("seed", "The seed of subsets, first weights, the order of the data and dropout", Min = 0)]
    public int Seed { get; init; }

    RunOptions IExperimentOptions.Run => new() { Output = Output, Resume = Resume, Force = Force, Seed = Seed };

    /// <inheritdoc/>
    public void Validate()
    {
        if (Model.DType == DType.Float16)
        {
            throw new InputException("--dtype fp16: gradients are too small for fp16 without loss scaling, which there is none of here; take bf16, or f32");
        }

        if (Objective == FinetuneObjective.Head && Data.LabelTokenIds.Count > 0)
        {
            throw new InputException("--label-token-ids: --objective head scores classes and no tokens; leave it out");
        }

        if (Training.TrainLast == 0 && Objective != FinetuneObjective.Head)
        {
            throw new InputException("--train-last 0 trains a classification head alone, and there is none; give 1 or more, or --objective head");
        }
    }
}
