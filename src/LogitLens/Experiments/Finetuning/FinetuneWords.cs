namespace LogitLens.Experiments.Finetuning;

/// <summary>What the model is trained to do.</summary>
public enum FinetuneObjective
{
    /// <summary>Language modelling of the prompts with their labels.</summary>
    Clm,

    /// <summary>Putting the right label after the prompt: the label's tokens alone count.</summary>
    Label,

    /// <summary>Telling classes apart by a classification head on the last token.</summary>
    Head,
}

/// <summary>What a sequence of language modelling is.</summary>
public enum SequenceRows
{
    /// <summary>Texts joined, cut into blocks of one length.</summary>
    Blocks,

    /// <summary>One example each.</summary>
    Examples,
}

/// <summary>Where training starts from.</summary>
public enum StartingWeights
{
    /// <summary>The model's own weights.</summary>
    Model,

    /// <summary>Random weights of the model's shape.</summary>
    Random,
}

/// <summary>What is compared between evaluations.</summary>
public enum ValidationMetric
{
    /// <summary>The mean loss; lower is better.</summary>
    Loss,

    /// <summary>The share of right labels.</summary>
    Accuracy,

    /// <summary>The mean over classes of F1.</summary>
    MacroF1,
}

/// <summary>Which of the weights that training went through are kept as the model.</summary>
public enum KeptWeights
{
    /// <summary>Those of the best evaluation, where there is validation.</summary>
    Best,

    /// <summary>Those of the last step.</summary>
    Last,
}

/// <summary>How much each class counts in the loss.</summary>
public enum ClassWeighting
{
    /// <summary>Each example alike.</summary>
    None,

    /// <summary>Each class alike: an example by one over its class's share.</summary>
    Balanced,
}
