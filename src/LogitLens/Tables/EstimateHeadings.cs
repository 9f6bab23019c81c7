namespace LogitLens.Tables;

/// <summary>The headings beside an estimate's value: its interval's ends and its sample size.</summary>
/// <param name="Low">Heading of the interval's lower end.</param>
/// <param name="High">Heading of its upper end.</param>
/// <param name="N">Heading of the sample size; null where another column has it.</param>
public sealed record EstimateHeadings(string Low, string High, string? N)
{
    /// <summary><c>low</c>, <c>high</c>, <c>n</c>: for the one estimate of a table.</summary>
    public static EstimateHeadings LowHighN { get; } = new("low", "high", "n");

    /// <summary><c>low</c>, <c>high</c>.</summary>
    public static EstimateHeadings LowHigh { get; } = new("low", "high", null);

    /// <summary><c>NAME_low</c>, <c>NAME_high</c>.</summary>
    public static EstimateHeadings Of(string name) => new(name + "_low", name + "_high", null);
}
