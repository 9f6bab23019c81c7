using LogitLens.Datasets;

namespace LogitLens.Experiments;

/// <summary>The parts of a prompt by name, each position in one of them.</summary>
internal static class PromptParts
{
    private const string Rest = "rest";

    /// <summary>Each position's part.</summary>
    public static string[] Of(PromptSpans spans, int length)
    {
        string[] parts = new string[length];
        Array.Fill(parts, Rest);
        for (int k = 0; k < spans.Demonstrations.Count; k++)
        {
            Fill(parts, spans.Demonstrations[k].Whole, $"demonstration {k + 1}");
            Fill(parts, spans.Demonstrations[k].Label, $"label of demonstration {k + 1}");
        }

        foreach (Span instruction in spans.Instruction)
        {
            Fill(parts, instruction, "instruction");
        }

        Fill(parts, spans.Cue, "cue");
        Fill(parts, spans.Text, "text");
        return parts;
    }

    private static void Fill(string[] parts, Span span, string name) => Array.Fill(parts, name, span.Start, span.Length);
}
