namespace LogitLens.Datasets;

/// <summary>An example that a prompt shows with a label or an answer.</summary>
/// <param name="Example">The example.</param>
/// <param name="Shown">The label word or answer that the prompt shows, without its leading space; right or not.</param>
public sealed record Demonstration(Example Example, string Shown);

/// <summary>Which labels demonstrations show.</summary>
public enum DemonstrationLabels
{
    /// <summary>The right ones.</summary>
    Correct,

    /// <summary>A wrong one each, each wrong one as likely.</summary>
    Incorrect,

    /// <summary>Any one, the right one among them, each as likely.</summary>
    Random,
}
