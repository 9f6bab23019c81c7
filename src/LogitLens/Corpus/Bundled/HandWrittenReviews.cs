namespace LogitLens.Corpus.Bundled;

/// <summary>Reviews written by hand: freer than the generator's, and some of them hard. One a line, the label first.</summary>
internal static class HandWrittenReviews
{
    /// <summary>Rows for the train split, from which demonstrations are drawn.</summary>
    public static IReadOnlyList<LabelledText> Train { get; } = Parse("""
        1 a warm little comedy about two sisters who run a bakery
        0 the jokes arrive late and leave early
        1 the soup alone is worth the walk across town
        0 after ten minutes i wanted to be anywhere else
        1 my son asked for the same chapter three nights in a row, and so did i
        0 the zipper broke on the second day
        1 not a false note in the whole performance
        0 it wants to be a thriller and forgets to thrill
        1 quiet, patient and in the end deeply moving
        0 two hours of people shouting in a kitchen
        1 the camera takes beautiful pictures, even at night
        0 the bread was stale and the waiter was rude
        1 i laughed until i cried
        0 the author has nothing to say and says it for four hundred pages
        1 who knew that a story about taxes could be so funny?
        0 there are good actors here, but nobody told them what the film is about
        1 i came for the music and stayed for the story
        0 a sequel that makes you like the first one less
        1 never boring, never loud, always kind
        0 nice box, useless lamp
        """);

    /// <summary>Rows for the dev split, which is evaluated.</summary>
    public static IReadOnlyList<LabelledText> Dev { get; } = Parse("""
        1 a small film with a very big heart
        0 a very long film with very few ideas
        1 the acting is superb and the story never lets go
        0 the plot makes no sense, and the acting is worse
        1 it made me laugh, and then it made me call my mother
        0 i have had more fun at the dentist
        1 not bad at all, to say the least
        0 not good at all, to say the least
        1 far from perfect, but i loved every minute of it
        0 far from terrible, but i would not watch it again
        1 dull at first, but moving in the end
        0 moving at first, but dull in the end
        1 it isn't boring for a second
        0 it isn't funny for a second
        1 i expected a silly romance and got a wise and tender one
        0 i expected a wise and tender romance and got a silly one
        1 the best fish soup i have eaten in years
        0 the fish was cold and the soup was salty
        1 friendly staff, fair prices, delicious bread
        0 we waited an hour for a burnt steak
        1 the waiter remembered us, and the cake was wonderful
        0 overpriced, noisy and dirty
        1 the phone is fast, light and well built
        0 the battery dies before lunch
        1 i have used this bag every day for a year, and it still looks new
        0 the handle came off in my hand
        1 easy to set up and a pleasure to use
        0 cheap plastic, a flimsy button and a useless manual
        1 this novel is a quiet triumph
        0 this novel is a loud failure
        1 the characters feel like old friends by the last page
        0 i did not care about a single character
        1 beautifully written and impossible to put down
        0 badly written and easy to put down
        1 hardly a weak moment in it
        0 hardly a funny moment in it
        1 it may look cheap, but it is solid and reliable
        0 it may look solid, but it is cheap and unreliable
        1 an honest, gentle and surprisingly funny portrait of a family
        0 a dishonest, clumsy and surprisingly cruel portrait of a family
        1 what a delightful surprise
        0 what a waste of a great cast
        1 the director never hurries, and neither should you: this is a gem
        0 the director never hurries, and i nearly fell asleep
        1 smart, sweet and very, very funny
        0 loud, stupid and very, very long
        1 even the villain is charming
        0 even the hero is annoying
        1 nobody will call this a masterpiece, but i enjoyed it
        0 somebody will call this a masterpiece, but i was bored
        1 i can't remember a more exciting final hour
        0 i can't remember a more tedious final hour
        1 the humor is dry, the music is lovely and the ending is perfect
        0 the humor is forced, the music is awful and the ending is absurd
        1 despite a slow start, a thrilling and intelligent mystery
        0 despite a thrilling start, a slow and predictable mystery
        1 there is nothing lazy about this remake
        0 there is nothing fresh about this remake
        1 it could have been sentimental; instead it is true
        0 it could have been a classic; instead it is a mess
        1 go and see it, and take a friend
        0 save your money and stay at home
        1 the only problem is that it ends
        0 the only good thing is that it ends
        1 rich, strange and unforgettable
        0 poor, silly and already forgotten
        1 i wish every meal were this good
        0 i wish i had ordered something else
        1 a feast for the eyes and a comfort for the heart
        0 an insult to the eyes and a trial for the patience
        1 without being preachy, it teaches you something
        0 without being clever, it is very confusing
        """);

    private static LabelledText[] Parse(string table) =>
        [.. WordTable.Lines(table).Select(line => new LabelledText(
            TextStyle.Tokenised(line[2..]) + " .",
            line[0] == '1' ? "positive" : "negative"))];
}
