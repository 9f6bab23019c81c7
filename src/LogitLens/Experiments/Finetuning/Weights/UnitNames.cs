namespace LogitLens.Experiments.Finetuning;

/// <summary>What the units of a finetuning are called: its steps, and what comes before and after them.</summary>
internal static class UnitNames
{
    private const string TestPart = "test/";

    /// <summary>What all units of one of several models, from 1, begin with; nothing where there is one.</summary>
    public static string Of(int model, int models) => models == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"model-{model}/");

    /// <summary>The evaluation before the first step.</summary>
    public const string Start = "start";

    /// <summary>What came of training.</summary>
    public const string Outcome = "outcome";

    /// <summary>A step, counted from 1.</summary>
    public static string Step(int number) => string.Create(CultureInfo.InvariantCulture, $"step-{number:000000}");

    /// <summary>An example of the test.</summary>
    public static string Test(string example) => TestPart + example;

    /// <summary>Whether a unit is an example of the test.</summary>
    public static bool IsTest(string id) => id.StartsWith(TestPart, StringComparison.Ordinal) || id.Contains("/" + TestPart, StringComparison.Ordinal);
}
