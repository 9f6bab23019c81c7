namespace LogitLens.Corpus.Reviews;

/// <summary>
/// Sentence frames for reviews. Slots: <c>adj adv noun feels does best</c> carry the review's own polarity, <c>unadj unnoun</c> the other one;
/// <c>thing things part count stuff maker made</c> come from the domain; <c>very</c> is an intensifier.
/// </summary>
/// <param name="Phrases">A few words whose opinion agrees with the label.</param>
/// <param name="Plain">A clause, every opinion word of which agrees with the label.</param>
/// <param name="Decoy">The same, with a "not" or a "but" that turns nothing.</param>
/// <param name="Negated">A word of the other polarity, denied.</param>
/// <param name="Contrast">The other polarity first, then the review's own, which wins.</param>
internal sealed record ReviewFrames(
    IReadOnlyList<string> Phrases,
    IReadOnlyList<string> Plain,
    IReadOnlyList<string> Decoy,
    IReadOnlyList<string> Negated,
    IReadOnlyList<string> Contrast)
{
    /// <summary>The frames of the training corpus.</summary>
    public static ReviewFrames Training { get; } = new(
        Phrases: WordTable.Lines("""
            {very} {adj}
            {adj} and {adj}
            {adj}
            {adj}, {adj} and {adj}
            a {adj} {thing}
            a {adj}, {adj} {thing}
            what a {noun}
            {adj} {stuff}, {adj} {stuff}
            it's {adj}
            it {does}
            {adv} {made}
            a {noun}
            """),
        Plain: WordTable.Lines("""
            a {very} {adj} {thing}
            the {part} is {adj}
            the {part} is {very} {adj}
            the {part} and the {part} are {adj}
            the {part} is {adj} and the {part} is {adj}
            it's {very} {adj} and {adj}
            it is {adj} from start to finish
            this is a {adj} {thing} with {adj} {stuff}
            this {thing} is a {noun}
            one of the most {adj} {things} of the year
            the most {adj} {thing} in years
            the {best} {thing} of the year
            one of the {best} {things} in years
            its {part} is the {best} of all
            i {feels} this {thing}
            i {feels} the {part}
            we {feels} every minute of it
            it {does} from beginning to end
            this {thing} {does} and {does}
            a {noun} of a {thing}
            what a {adj} {thing}
            {adv} {made} and {adv} {made}
            a {adv} {made} {thing}
            {maker} gives us a {adj} {thing}
            {maker} is {adj}
            {maker} does a {adj} job
            i found it {adj}
            it feels {adj}
            i think it is {very} {adj}
            everything about it is {adj}
            with its {adj} {part} and {adj} {part}, this {thing} {does}
            the {part} {does}, and so does the {part}
            a {adj} piece of work
            some {adj} {stuff} and a {very} {adj} {count}
            there is a lot of {adj} {stuff} in it
            as {adj} as it gets
            my friends and i {feels} it
            you will find it {adj}
            it has a {adj} {count}
            {stuff} that is {adj} and {adj}
            the {part} of the {thing} is {adj}
            too {adj} for words
            an hour of {adj} {stuff}
            """),
        Decoy: WordTable.Lines("""
            not only {adj} but {adj}
            it is not just {adj}, it is {adj}
            nothing short of {adj}
            i did not know a {thing} could be so {adj}
            you have never seen a {thing} so {adj}
            never has a {thing} been so {adj}
            it is no secret that the {part} is {adj}
            no {thing} this year is more {adj}
            not one {count} but two, both {adj}
            i have nothing to say but that it is {adj}
            """),
        Negated: WordTable.Lines("""
            not {unadj} at all
            it is not {unadj}
            the {part} is not {unadj}
            it's never {unadj}
            never {unadj}
            the {part} isn't {unadj}
            this {thing} isn't {unadj}
            hardly {unadj}
            far from {unadj}
            anything but {unadj}
            there is nothing {unadj} about the {part}
            nobody could call it {unadj}
            it doesn't feel {unadj}
            it wasn't a {unnoun}
            this {thing} is no {unnoun}
            not a {unadj} {thing}
            without a {unadj} moment
            the {part} is neither {unadj} nor {unadj}
            i can't call the {part} {unadj}
            """),
        Contrast: WordTable.Lines("""
            {unadj} at first, but {adj} in the end
            the {part} is {unadj}, but the {thing} is {adj}
            the {part} is {unadj} but the {part} is {very} {adj}
            although the {part} is {unadj}, it is {adj}
            despite its {unadj} {part}, this {thing} is {adj}
            {unadj} in places, yet {adj} as a whole
            it starts out {unadj} and ends up {adj}
            i expected something {unadj}, but it was {adj}
            it may look {unadj}, but it's {adj}
            the {part} seems {unadj}, but in the end it {does}
            for all its {unadj} {part}, it is {very} {adj}
            while the {part} is {unadj}, the {part} is {adj} and {adj}
            it should have been {unadj}, but it's {adj}
            even with a {unadj} {count}, the {thing} {does}
            """));

    /// <summary>The frames of the evaluation sets, none of which the training corpus has.</summary>
    public static ReviewFrames Evaluation { get; } = new(
        Phrases: WordTable.Lines("""
            {adj}, {very} {adj}
            {adv} and {adv} {made}
            a {very} {adj} {noun}
            {adj}, {adj}, {adj} {stuff}
            such a {noun}
            """),
        Plain: WordTable.Lines("""
            a {adj} and {very} {adj} {thing}
            this {adj} {thing} has a {adj} {count}
            the {part} is as {adj} as the {part}
            {maker} made a {adj} {thing}
            it is a {noun}, {adj} and {adv} {made}
            every {count} in it is {adj}
            {very} {adj}, with {adj} {stuff}
            i {feels} it from the first minute
            i {feels} the {part} and the {part}
            {stuff} this {adj} makes the {thing} a {noun}
            you will say that the {part} is {adj}
            the {thing} {does}, and {maker} is {adj}
            {adv} {made}, and {very} {adj}
            a {thing} so {adj} that my friends {feels} it
            it {does} because the {part} is {adj}
            a {adj} {count}, a {adj} {count} and {adj} {stuff}
            the year's most {adj} {thing}
            a {adj} job, {adv} {made}
            """),
        Decoy: WordTable.Lines("""
            it is not only {adj}, the {part} is {adj}
            nothing this year is so {adj}
            you have never seen {stuff} this {adj}
            no {thing} could be more {adj}
            """),
        Negated: WordTable.Lines("""
            the {part} is never {unadj}
            it isn't {unadj} and it isn't {unadj}
            nobody could say that the {part} is {unadj}
            there is not one {unadj} minute in it
            hardly a {unnoun}
            the {part} is far from {unadj}
            not {unadj}, not {unadj}
            """),
        Contrast: WordTable.Lines("""
            the {part} is {unadj} at first, but it ends up {adj}
            it looks {unadj}, but the {part} is {adj}
            {unadj} in the beginning, {adj} in the end
            although it seems {unadj}, the {part} {does}
            despite a {unadj} {count}, i {feels} it
            i expected a {unnoun}, but this is a {noun}
            """));
}
