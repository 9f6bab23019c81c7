namespace LogitLens.Datasets;

/// <summary>A prompt as token ids.</summary>
/// <param name="Ids">The ids, with the BOS token first where one was asked for; [position].</param>
/// <param name="Spans">Where the prompt's parts are, in positions; null in pre-tokenised data, which has no known parts.</param>
/// <param name="CutTextTokens">How many tokens of the text were cut from its left for the prompt to fit; 0 in most prompts.</param>
public sealed record TokenisedPrompt(IReadOnlyList<int> Ids, PromptSpans? Spans, int CutTextTokens)
{
    /// <summary>The position whose next token is the label or the answer's first: the last one.</summary>
    public int LabelPosition => Ids.Count - 1;

    /// <summary>
    /// How many tokens all prompts begin with alike, short of the shortest one's last: the part whose keys and values need computing
    /// once. 0 for no prompts.
    /// </summary>
    public static int SharedPrefixLength(IReadOnlyList<TokenisedPrompt> prompts)
    {
        if (prompts.Count == 0)
        {
            return 0;
        }

        int shared = prompts.Min(prompt => prompt.LabelPosition);
        IReadOnlyList<int> first = prompts[0].Ids;
        foreach (TokenisedPrompt prompt in prompts)
        {
            int same = 0;
            while (same < shared && prompt.Ids[same] == first[same])
            {
                same++;
            }

            shared = same;
        }

        return shared;
    }
}
